using System.Globalization;

namespace IncidentGraph.Server.Imports;

/// <summary>Counts what became of everything, and keeps a few examples of each remark.</summary>
internal sealed class ImportReport
{
    private const int Examples = 5;

    private readonly Dictionary<(string What, string Id), Fate> _fates = [];
    private readonly List<string> _order = [];
    private readonly HashSet<Remark> _seen = [];
    private readonly Dictionary<(string Reason, bool IsLoss), (int Count, List<string> Which)> _remarks = [];

    /// <summary>Whether something of the files is not in the graph that should be.</summary>
    public bool HasLosses => _remarks.Keys.Any(key => key.IsLoss);

    public void Add(Findings findings)
    {
        foreach (var finding in findings.All)
            Count(finding.What, finding.Id, finding.Fate);
        foreach (var remark in findings.Remarks)
            Add(remark);
    }

    /// <summary>What was made, or changed, and named again stays that.</summary>
    public void Count(string what, string id, Fate fate)
    {
        if (!_order.Contains(what))
            _order.Add(what);
        if (!_fates.TryGetValue((what, id), out var known) || fate < known)
            _fates[(what, id)] = fate;
    }

    public void Skip(string reason, string which) => Add(new Remark(reason, which, IsLoss: true));

    public void Note(string reason, string which) => Add(new Remark(reason, which, IsLoss: false));

    public int CountOf(string what, Fate fate) => _fates.Count(f => f.Key.What == what && f.Value == fate);

    public void Write(TextWriter output)
    {
        var width = _order.Select(what => what.Length).DefaultIfEmpty(0).Max();
        if (_order.Count > 0)
            output.WriteLine($"{new string(' ', width)}{Head("created")}{Head("changed")}{Head("matched")}{Head("unchanged")}");
        foreach (var what in _order)
            output.WriteLine($"{what.PadRight(width)}{string.Concat(Enum.GetValues<Fate>().Select(fate => Cell(CountOf(what, fate))))}");
        WriteRemarks(output, "Left out:", isLoss: true);
        WriteRemarks(output, "Worth knowing:", isLoss: false);
    }

    private void Add(Remark remark)
    {
        if (!_seen.Add(remark))
            return; // several files, or a rehearsal, meet the same more than once
        var key = (remark.Reason, remark.IsLoss);
        var (count, which) = _remarks.TryGetValue(key, out var known) ? known : (0, []);
        if (which.Count < Examples)
            which.Add(remark.Which);
        _remarks[key] = (count + 1, which);
    }

    private void WriteRemarks(TextWriter output, string title, bool isLoss)
    {
        var remarks = _remarks.Where(r => r.Key.IsLoss == isLoss).OrderByDescending(r => r.Value.Count).ToList();
        if (remarks.Count == 0)
            return;
        output.WriteLine(title);
        foreach (var ((reason, _), (count, which)) in remarks)
        {
            var more = count > which.Count ? ", …" : "";
            output.WriteLine($"  {Number(count)} × {reason} ({string.Join(", ", which)}{more})");
        }
    }

    private static string Head(string name) => name.PadLeft(11);

    private static string Cell(int count) => Number(count).PadLeft(11);

    private static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
