using System.Reflection;
using System.Text.RegularExpressions;

namespace IncidentGraph.Server.Tests.Architecture;

public sealed partial class CodeConventionTests
{
    /// <summary>Asynchronous methods without a token, with the reason.</summary>
    private static readonly string[] Tokenless =
    [
        // They await a task that somebody else started, with a token.
        "BoundResolver.AwaitAsync", "MethodBinding.BoxAsync",

        // Whoever waits for the signal waits with a token of their own.
        "ILogSignal.NextAsync", "LogSignal.NextAsync",

        // Who gave up during COMMIT would not know what was stored.
        "Commit.CommitAsync",

        // The socket's own loops and their ends: closing or aborting the socket ends them.
        "MessageReader.ReadAsync", "SendQueue.InTimeAsync", "SendQueue.RunAsync", "SendQueue.WriteAsync",
        "WsConnection.ReadAllAsync", "WsConnection.RunAsync", "WsConnection.TakeAsync", "WsConnection.TryEnterAsync", "LiveOperations.DrainAsync",
        "Reservation.CloseAsync",

        // The engine's delegate.
        "OperationRunner.OnUnhandledAsync",

    ];

    /// <summary>They carry the token that ends what they stand for.</summary>
    private static readonly string[] TokenBearers = ["HttpContext", "HttpResponse", "ExecutionContext", "Func`2", "IncidentWork"];

    private static readonly string[] LanguageNames = ["<Main>$", "Main"];

    [Fact]
    public void Classes_are_abstract_sealed_or_inherited()
    {
        var types = House.Types(House.All).ToList();
        var inherited = types.Select(t => t.BaseType).OfType<Type>().Select(Definition).ToHashSet();

        var offenders = types.Where(t => t is { IsClass: true, IsAbstract: false, IsSealed: false } && !inherited.Contains(t));

        House.AssertNone(offenders.Select(t => t.FullName));
    }

    [Fact]
    public void Asynchronous_methods_end_in_Async() =>
        House.AssertNone(AsynchronousMethods().Where(m => !m.Name.EndsWith("Async", StringComparison.Ordinal)).Select(Name));

    [Fact]
    public void Asynchronous_methods_take_a_token_or_what_bears_one()
    {
        var offenders = AsynchronousMethods().Where(m => !TakesToken(m) && !ImplementsForeign(m)).Select(Name).ToList();

        House.AssertNone(offenders.Except(Tokenless));
        House.AssertNone(Tokenless.Except(offenders)); // the list names nothing that is no exception
    }

    [Fact]
    public void Tokens_come_last_before_what_is_optional()
    {
        var offenders = AsynchronousMethods()
            .Where(m => m.GetParameters().SkipWhile(p => !IsToken(p)).Any(p => !IsToken(p) && !p.IsOptional))
            .Where(m => !ImplementsForeign(m));

        House.AssertNone(offenders.Select(Name));
    }

    [Fact]
    public void A_namespace_is_its_folder()
    {
        var offenders = House.Sources()
            .Where(s => Path.GetFileName(s.Path) != "Program.cs")
            .Where(s => Namespace().Match(s.Text).Groups["name"].Value != Path.GetDirectoryName(s.Path)!["src/".Length..].Replace('/', '.')) // all are below src
            .Select(s => s.Path);

        House.AssertNone(offenders);
    }

    private static IEnumerable<MethodInfo> AsynchronousMethods() => House.Types(House.All)
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(m => !m.IsSpecialName && !m.Name.Contains('<', StringComparison.Ordinal) && !LanguageNames.Contains(m.Name))
        .Where(m => IsAsynchronous(m.ReturnType))
        .Where(m => m.GetBaseDefinition() == m || House.All.Contains(m.GetBaseDefinition().DeclaringType!.Assembly)); // overrides have the names of their bases

    private static bool TakesToken(MethodInfo method) => method.GetParameters()
        .Any(p => IsToken(p) || TokenBearers.Contains(p.ParameterType.Name));

    private static bool IsToken(ParameterInfo parameter) => parameter.ParameterType == typeof(CancellationToken);

    private static bool IsAsynchronous(Type type)
    {
        var plain = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
        return plain == typeof(Task) || plain == typeof(Task<>) || plain == typeof(ValueTask) || plain == typeof(ValueTask<>)
            || plain == typeof(IAsyncEnumerable<>);
    }

    /// <summary>Methods of interfaces that others wrote take what these say.</summary>
    private static bool ImplementsForeign(MethodInfo method)
    {
        var type = method.DeclaringType!; // it has one
        return !type.IsInterface && type.GetInterfaces().Where(i => !House.All.Contains(i.Assembly))
            .Any(i => type.GetInterfaceMap(i).TargetMethods.Contains(method));
    }

    private static Type Definition(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}"; // it has one

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline, 1000)]
    private static partial Regex Namespace();
}
