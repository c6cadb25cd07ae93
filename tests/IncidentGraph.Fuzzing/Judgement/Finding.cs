using IncidentGraph.Fuzzing.Wire;

namespace IncidentGraph.Fuzzing.Judgement;

/// <summary>A case that the server did not pass.</summary>
/// <param name="Seed">Of the case.</param>
/// <param name="Reason">What it did instead.</param>
/// <param name="Script">What was sent: a seed alone means something else once the contract changes.</param>
internal sealed record Finding(ulong Seed, string Reason, Script Script)
{
    private const int Longest = 200_000;

    /// <param name="target">Whose tokens are not worth reading.</param>
    public string Print(Target target)
    {
        var script = target.Tokens.Aggregate(Script.ToString(), (text, token) => text.Replace(token.Value, $"<{token.Key}>", StringComparison.Ordinal));
        return $"---- case {Seed} ({Script.Kind}): {Cut(Reason)}\n{Cut(script)}\n----";
    }

    private static string Cut(string text) => text.Length <= Longest ? text : $"{text[..Longest]}… ({text.Length} characters)";
}
