using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Demo;

/// <summary>The life of one incident, written down as steps. Every step of a script belongs to the same batch.</summary>
internal sealed class Script(Cast cast)
{
    private readonly List<Step> _steps = [];
    private Incident? _incident;

    public IReadOnlyList<Step> Steps => _steps;

    public Incident Incident => _incident ?? throw new InvalidOperationException("Nothing was declared yet.");

    public void Add(Step step) => _steps.Add(step);

    public void Declare(DateTimeOffset at, Caller by, Func<DeclareIncident> command) => _steps.Add(new(at, by, async (work, ct) =>
    {
        var number = await work.NextAsync(Counter.Incident, ct);
        var decision = Incident.Declare(work.Act, number, command(), cast.Severities);
        if (decision.Value is not { } declared)
            return decision.Errors;
        work.Db.Incidents.Add(declared);
        _incident = declared; // a repetition of the batch begins here, with a new one
        return [];
    })
    { IsContained = true });

    public void Then(DateTimeOffset at, Caller by, Func<Incident, Act, IReadOnlyList<DomainError>> act) => _steps.Add(new(at, by, (work, _) =>
    {
        work.Hold(Incident);
        return Task.FromResult(act(Incident, work.Act));
    })
    { IsContained = true });

    public void Acknowledge(DateTimeOffset at, Caller by) => Then(at, by, (i, act) => i.Acknowledge(act, cast.Severities));

    public void Accept(DateTimeOffset at, Caller by, int? severity = null) =>
        Then(at, by, (i, act) => i.Accept(act, cast.Severities, cast.Severities.Find(severity)));

    public void Decline(DateTimeOffset at, Caller by, string reason) => Then(at, by, (i, act) => i.Decline(act, cast.Severities, reason));

    public void Assign(DateTimeOffset at, Caller by, IncidentRole role, string handle, string? note = null) =>
        Then(at, by, (i, act) => i.AssignRole(act, role, cast.User(handle), note));

    public void Invite(DateTimeOffset at, Caller by, string handle) => Then(at, by, (i, act) => i.AddParticipant(act, cast.User(handle)));

    public void Tell(DateTimeOffset at, Caller by, Audience audience, string body) =>
        Then(at, by, (i, act) => i.PostUpdate(act, cast.Severities, audience, body));

    public void Note(DateTimeOffset at, Caller by, string note) => Then(at, by, (i, act) => i.AddNote(act, note));

    public void Plan(DateTimeOffset at, Caller by, string title, string assignee, bool isRequired, DateTimeOffset dueAt) => _steps.Add(new(at, by, (work, _) =>
    {
        work.Hold(Incident, cast.User(assignee));
        return Task.FromResult(Incident.AddTask(work.Act, new() { Title = title, Assignee = cast.User(assignee), IsRequired = isRequired, DueAt = dueAt }));
    })
    { IsContained = true });

    public void Finish(DateTimeOffset at, Caller by, string title, string result) => Then(
        at, by, (i, act) => i.CompleteTask(act, cast.Severities, i.Tasks.Single(t => t.Title == title).Id, Domain.Incidents.TaskStatus.Done, result));

    public void Blame(DateTimeOffset at, Caller by, FactorCategory category, string service, string description) =>
        Then(at, by, (i, act) => i.RecordFactor(act, category, description, cast.Service(service)));

    /// <summary>An answer to "why?", asked of the last answer before it.</summary>
    public void Why(DateTimeOffset at, Caller by, string answer) => Then(at, by, (i, act) => i.RecordWhy(act, answer, i.Whys is [.., var last] ? last.Id : null));

    public void Describe(DateTimeOffset at, Caller by, UpdateIncident change) => Then(at, by, (i, act) => i.Update(act, change));

    public void Hurt(DateTimeOffset at, Caller by, string service, ImpactLevel? level, string? note = null) =>
        Then(at, by, (i, act) => i.SetImpact(act, cast.Severities, cast.Service(service), level, note));

    public void Identify(DateTimeOffset at, Caller by, string cause) => Then(at, by, (i, act) => i.Identify(act, cast.Severities, cause));

    public void Mitigate(DateTimeOffset at, Caller by, string note, params IReadOnlyList<(string Service, ImpactLevel? Level)> lowered) =>
        Then(at, by, (i, act) => i.Mitigate(
            act, cast.Severities, note, [.. lowered.Select(l => new AffectedService(cast.Service(l.Service), l.Level))]));

    public void Resolve(DateTimeOffset at, Caller by, string how) => Then(at, by, (i, act) => i.Resolve(act, cast.Severities, how));

    public void Close(DateTimeOffset at, Caller by, string? waiver) => Then(at, by, (i, act) => i.Close(act, cast.Severities, waiver));

    public void Reopen(DateTimeOffset at, Caller by, string reason) => Then(at, by, (i, act) => i.Reopen(act, cast.Severities, reason));

    public void Cancel(DateTimeOffset at, Caller by, string reason) => Then(at, by, (i, act) => i.Cancel(act, cast.Severities, reason));

    public void ChangeSeverity(DateTimeOffset at, Caller by, int level, string reason) =>
        Then(at, by, (i, act) => i.ChangeSeverity(
            act, cast.Severities, cast.Severities.Find(level) ?? throw new InvalidOperationException($"No severity {level}."), reason));

    public void MergeInto(DateTimeOffset at, Caller by, Script target) => _steps.Add(new(at, by, (work, _) =>
    {
        work.Hold(Incident, target.Incident);
        return Task.FromResult(Incident.Merge(work.Act, cast.Severities, target.Incident));
    })
    { IsContained = true });

    public AffectedService Affected(string service, ImpactLevel level, string? note = null) => new(cast.Service(service), level, note);
}
