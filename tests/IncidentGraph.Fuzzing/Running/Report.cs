using System.Collections.Concurrent;
using IncidentGraph.Fuzzing.Judgement;
using IncidentGraph.Fuzzing.Wire;

namespace IncidentGraph.Fuzzing.Running;

/// <summary>Tells what is found as it is found, and of what is found again and again only the first few.</summary>
internal sealed class Report(TextWriter output)
{
    private const int Alike = 3;
    private const int Telling = 120;

    private readonly ConcurrentDictionary<string, int> _told = new(StringComparer.Ordinal);

    /// <summary>What was found, by how its reasons begin, and how often.</summary>
    public IReadOnlyDictionary<string, int> Told => _told;

    public void Tell(string reason, string whole)
    {
        var beginning = string.Concat(reason.Take(Telling).Select(c => char.IsAsciiDigit(c) ? '#' : c));
        if (_told.AddOrUpdate(beginning, 1, (_, count) => count + 1) > Alike)
            return;
        lock (_told)
            output.WriteLine(whole);
    }

    public void Tell(Finding finding, Target target) => Tell($"{finding.Script.Kind} {finding.Reason}", finding.Print(target));
}
