using System.Reflection;
using System.Runtime.CompilerServices;
using IncidentGraph.Data;
using IncidentGraph.Domain;
using IncidentGraph.Server.Live;
using IncidentGraph.Transport;
using Mono.Cecil;

namespace IncidentGraph.Server.Tests.Architecture;

/// <summary>The four projects, as assemblies and as source.</summary>
internal static class House
{
    /// <summary>Folders, and parts of namespaces, of what tools wrote.</summary>
    private static readonly string[] _written = ["Migrations", "Compiled"];

    public static Assembly Domain { get; } = typeof(Ids).Assembly;

    public static Assembly Data { get; } = typeof(IncidentDbContext).Assembly;

    public static Assembly Transport { get; } = typeof(IOperationExecutor).Assembly;

    public static Assembly Server { get; } = typeof(LiveOptions).Assembly;

    public static IReadOnlyList<Assembly> All { get; } = [Domain, Data, Transport, Server];

    public static string Root { get; } = FindRoot();

    /// <summary>Types that people wrote.</summary>
    public static IEnumerable<Type> Types(params IEnumerable<Assembly> assemblies) => assemblies
        .SelectMany(a => a.GetTypes())
        .Where(t => t.Namespace?.StartsWith("IncidentGraph", StringComparison.Ordinal) == true)
        .Where(t => !_written.Any(part => t.Namespace!.Contains($".{part}", StringComparison.Ordinal))) // not null, see above
        .Where(t => !IsGenerated(t));

    /// <summary>Every call in the compiled code: who, and the method that is called.</summary>
    public static IEnumerable<(string Caller, MethodReference Called)> Calls(params IEnumerable<Assembly> assemblies) =>
        from assembly in assemblies
        from type in AssemblyDefinition.ReadAssembly(assembly.Location).MainModule.GetTypes()
        from method in type.Methods
        where method.HasBody
        from instruction in method.Body.Instructions
        where instruction.Operand is MethodReference
        select (Outermost(type).FullName, (MethodReference)instruction.Operand);

    /// <summary>Fails the test with the whole list, unless it is empty.</summary>
    public static void AssertNone(IEnumerable<string?> offenders)
    {
        List<string?> all = [.. offenders.Distinct().Order(StringComparer.Ordinal)];
        Assert.True(all.Count == 0, string.Join(Environment.NewLine, all));
    }

    /// <summary>The source files below src/ that people wrote, by path from the root.</summary>
    public static IEnumerable<(string Path, string Text)> Sources() => Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Select(file => (Path: Path.GetRelativePath(Root, file).Replace('\\', '/'), File: file))
        .Where(file => !_written.Append("obj").Append("bin").Any(folder => file.Path.Contains($"/{folder}/", StringComparison.Ordinal)))
        .Select(file => (file.Path, File.ReadAllText(file.File)));

    private static TypeDefinition Outermost(TypeDefinition type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) || type.Name.Contains('<', StringComparison.Ordinal)
        || (type.DeclaringType is { } outer && IsGenerated(outer));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IncidentGraph.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }
}
