namespace IncidentGraph.Server.Imports;

/// <summary>
/// What one step found out. Kept only when the step is stored: deciding may happen again, and then begins with empty findings.
/// </summary>
internal sealed class Findings
{
    private readonly List<Finding> _findings = [];
    private readonly List<Remark> _remarks = [];
    private readonly List<Action> _lessons = [];

    public IReadOnlyList<Finding> All => _findings;

    public IReadOnlyList<Remark> Remarks => _remarks;

    public void Add(string what, string id, Fate fate) => _findings.Add(new(what, id, fate));

    /// <summary>Something is left out that the file has, and why.</summary>
    public void Skip(string reason, string which) => _remarks.Add(new(reason, which, IsLoss: true));

    /// <summary>Nothing is missing, but the graph differs from the file by a rule.</summary>
    public void Note(string reason, string which) => _remarks.Add(new(reason, which, IsLoss: false));

    /// <summary>What was found out before, and holds whenever the step is decided.</summary>
    public void Include(Findings before)
    {
        _findings.AddRange(before._findings);
        _remarks.AddRange(before._remarks);
    }

    /// <summary>What later steps may rely on once this one is stored.</summary>
    public void Learn(Action lesson) => _lessons.Add(lesson);

    public void TeachAll() => _lessons.ForEach(lesson => lesson());
}
