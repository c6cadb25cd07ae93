using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Demo;

/// <summary>The review of a script's incident, and what became of its follow-ups, written down as steps of that script.</summary>
internal sealed class Review(Cast cast, Script script)
{
    /// <summary>By the place of the adding among all of this review.</summary>
    private readonly List<long> _followUpIds = [];

    private Postmortem? _postmortem;

    private Postmortem Postmortem => _postmortem ?? throw new InvalidOperationException("Nothing was started yet.");

    public void Start(DateTimeOffset at, Caller by, string owner, params IReadOnlyList<string> participants) => script.Add(new(at, by, (work, _) =>
    {
        work.Hold(script.Incident);
        var started = Postmortem.Start(work.Act, script.Incident, cast.Severities, new()
        {
            Owner = cast.User(owner),
            Participants = [.. participants.Select(cast.User)],
        });
        if (started.Value is not { } postmortem)
            return Task.FromResult(started.Errors);
        work.Hold([cast.User(owner), .. participants.Select(cast.User)]);
        work.Db.Postmortems.Add(postmortem);
        _followUpIds.Clear(); // a repetition of the batch begins anew
        _postmortem = postmortem;
        return Task.FromResult<IReadOnlyList<DomainError>>([]);
    })
    { IsContained = true });

    public void Write(DateTimeOffset at, Caller by, Func<UpdatePostmortem> change) =>
        Then(at, by, act => Postmortem.Update(act, script.Incident, cast.Severities, change()));

    /// <summary>Chooses the first event of each of these types, with what there is to say about it.</summary>
    public void Choose(DateTimeOffset at, Caller by, params IReadOnlyList<(EventType Type, string? Annotation)> story) => script.Add(new(at, by, async (work, ct) =>
    {
        var types = story.Select(chosen => chosen.Type).ToList();
        var told = await work.Db.Events.AsNoTracking()
            .Where(e => e.IncidentId == script.Incident.Id && types.Contains(e.Type)).OrderBy(e => e.Position).ToListAsync(ct);
        Hold(work);
        return Postmortem.Update(work.Act, script.Incident, cast.Severities, new()
        {
            Timeline = Change.To<IReadOnlyList<ChosenEvent>?>(
                [.. told.DistinctBy(e => e.Type).Select(e => new ChosenEvent(e, story.First(chosen => chosen.Type == e.Type).Annotation))]),
        });
    })
    { ReadsLog = true });

    public void Submit(DateTimeOffset at, Caller by) => Then(at, by, act => Postmortem.Submit(act, script.Incident));

    public void Return(DateTimeOffset at, Caller by, string reason) => Then(at, by, act => Postmortem.Return(act, script.Incident, cast.Severities, reason));

    public void Approve(DateTimeOffset at, Caller by) => Then(at, by, act => Postmortem.Approve(act, script.Incident));

    public void Publish(DateTimeOffset at, Caller by) => Then(at, by, act => Postmortem.Publish(act, script.Incident));

    public void Close(DateTimeOffset at, Caller by) => Then(at, by, act => Postmortem.Close(act, script.Incident));

    public void Add(DateTimeOffset at, Caller by, Func<AddFollowUp> followUp) => script.Add(new(at, by, async (work, ct) =>
    {
        Hold(work);
        var command = followUp();
        if (command.Owner is { } owner)
            work.Hold(owner);
        var id = await work.NextAsync(Counter.FollowUp, ct);
        _followUpIds.Add(id);
        return Postmortem.AddFollowUp(work.Act, script.Incident, id, command);
    })
    { IsContained = true });

    public void Begin(DateTimeOffset at, Caller by, int which) => Then(at, by, act => Postmortem.StartFollowUp(act, script.Incident, _followUpIds[which]));

    public void Complete(DateTimeOffset at, Caller by, int which) =>
        Then(at, by, act => Postmortem.CompleteFollowUp(act, script.Incident, _followUpIds[which]));

    public void Verify(DateTimeOffset at, Caller by, int which) =>
        Then(at, by, act => Postmortem.VerifyFollowUp(act, script.Incident, _followUpIds[which]));

    public void Drop(DateTimeOffset at, Caller by, int which, string reason) =>
        Then(at, by, act => Postmortem.DropFollowUp(act, script.Incident, _followUpIds[which], reason));

    private void Then(DateTimeOffset at, Caller by, Func<Act, IReadOnlyList<DomainError>> act) => script.Add(new(at, by, (work, _) =>
    {
        Hold(work);
        return Task.FromResult(act(work.Act));
    })
    { IsContained = true });

    private void Hold(Work work)
    {
        work.Hold(script.Incident, Postmortem);
    }
}
