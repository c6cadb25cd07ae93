using GraphQLParser.AST;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>
/// The answers to an operation that asks for nothing but names of the contract, as checks of health do: all of an audience are told the same, so
/// that each is made once.
/// </summary>
internal sealed class KeptAnswers
{
    /// <summary>In bytes. A longer answer, as that to an IDE which reads the contract, is made anew.</summary>
    public const int LongestAnswer = 512;

    private readonly Kept?[] _kept = new Kept?[Enum.GetValues<Audience>().Length];

    /// <summary>The most that they can come to, in bytes.</summary>
    public int MostBytes => _kept.Length * LongestAnswer;

    /// <summary>Null for an operation whose answer depends on more.</summary>
    public static KeptAnswers? Of(GraphQLOperationDefinition operation, IEnumerable<string> rootFields) =>
        operation is { Operation: OperationType.Query, Variables: null or { Count: 0 } } && rootFields.All(name => name.StartsWith("__", StringComparison.Ordinal))
            ? new()
            : null;

    /// <summary>What it has been answered, and what that costs.</summary>
    public Kept? For(Audience audience) => Volatile.Read(ref _kept[(int)audience - 1]);

    public void Keep(Audience audience, OperationOutcome.Executed answer, double cost)
    {
        if (!answer.HasErrors && answer.Json.Length <= LongestAnswer)
            Volatile.Write(ref _kept[(int)audience - 1], new Kept(answer, cost));
    }

    internal sealed record Kept(OperationOutcome.Executed Answer, double Cost);
}
