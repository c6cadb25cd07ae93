namespace IncidentGraph.Server.Demo.History;

/// <summary>The year before: 300 incidents, told from what was drawn.</summary>
internal static class PastIncidents
{
    public const int Count = 300;

    private const int Seed = 4_417;

    public static IReadOnlyList<Script> Write(Cast cast, DateTimeOffset now)
    {
        var draw = new Draw(Seed, now);
        var turns = new Turns();
        var scripts = new List<Script>(Count);
        while (scripts.Count < Count)
        {
            var past = draw.Next();
            var duplicates = past.Ending == Ending.Merged;
            if (duplicates && scripts.Count == Count - 1)
                continue; // a duplicate needs room for what it duplicates
            var teller = new Teller(cast, duplicates ? past with { Ending = Ending.Resolved } : past, turns, now);
            scripts.Add(teller.Tell());
            if (duplicates)
                scripts.Add(teller.TellDuplicate());
        }

        return scripts;
    }
}
