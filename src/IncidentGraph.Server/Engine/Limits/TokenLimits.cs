using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine.Limits;

/// <summary>What is refused before the parser sees it: it makes a node of each token, and a node takes many times its text.</summary>
internal static class TokenLimits
{
    /// <summary>A line of a token cannot be broken (see <see cref="BrokenLines"/>), and an error at its end takes 50 ms already.</summary>
    private const int LongestLine = 10_000;

    public static OperationOutcome.Refused? Refuse(string text, int mostTokens)
    {
        var scan = new TokenScan(text);
        for (var count = 0; scan.MoveNext(); count++)
        {
            if (count == mostTokens)
                return Refusals.Over(Refusals.DocumentTooLarge, "tokens", mostTokens);
            if (Lines.HasLongerThan(scan.Token, LongestLine))
                return Refusals.TooLong(LongestLine);
        }

        return null;
    }
}
