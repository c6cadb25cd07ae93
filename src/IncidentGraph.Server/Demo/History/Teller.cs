using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Demo.History;

/// <summary>Tells the life of one incident of the past, by those who were on call.</summary>
internal sealed class Teller(Cast cast, PastIncident past, Turns turns, DateTimeOffset now)
{
    private static readonly TimeSpan ReviewedWithin = TimeSpan.FromHours(22);
    private static readonly TimeSpan ClosedWithin = TimeSpan.FromDays(3);

    private readonly Script _script = new(cast);
    private readonly Caller _responder = cast.Of(past.Responder);

    // Public updates need a publisher; nearly everything else whoever responds.
    private Caller Publisher => cast.Paula;

    public Script Tell()
    {
        Declare();
        switch (past.Ending)
        {
            case Ending.Declined:
                _script.Decline(past.At(0.5), _responder, "A false alarm: the check itself was broken, customers noticed nothing.");
                break;
            case Ending.Canceled:
                _script.Acknowledge(past.At(0.1), _responder);
                _script.Cancel(past.At(0.4), _responder, "Planned work that nobody had announced; there is nothing to repair.");
                break;
            default:
                Respond();
                break;
        }

        return _script;
    }

    /// <summary>Somebody else reports the same, and it is merged while the first is still open.</summary>
    public Script TellDuplicate()
    {
        var duplicate = new Script(cast);
        duplicate.Declare(past.At(0.15), cast.Of(past.Second), () => new()
        {
            Title = $"Support desk: customers complain about {past.Service.Name}",
            Type = past.Fault.Type,
            Source = IncidentSource.UserReport,
            Severity = cast.Severities.Find(3),
            Services = [duplicate.Affected(past.Service.Key, ImpactLevel.Degraded)],
            Symptoms = ["Several calls within a few minutes"],
        });
        duplicate.MergeInto(past.At(0.22), cast.Of(past.Second), _script);
        return duplicate;
    }

    private void Declare()
    {
        var byMonitoring = past.Source == IncidentSource.Monitoring;
        var triage = byMonitoring || past.Ending == Ending.Declined;
        _script.Declare(past.At(0.02), byMonitoring ? Cast.Monitoring : _responder, () => new()
        {
            Title = past.Say(past.Fault.Title),
            Type = past.Fault.Type,
            Source = past.Source,
            Triage = triage,
            OccurredAt = past.OccurredAt,
            DetectedAt = past.At(0),
            Severity = triage ? null : cast.Severities.Find(past.Severity),
            Services = [_script.Affected(past.Service.Key, past.Level)],
            Symptoms = [past.Say(past.Fault.Symptom)],
            ErrorMessages = past.Fault.Error is { } error ? [error] : [],
        });
        if (triage && past.Ending is not (Ending.Declined or Ending.Canceled))
            _script.Accept(past.At(0.06), _responder, past.Severity);
        else if (!triage && past.Ending is not (Ending.Declined or Ending.Canceled))
            _script.Acknowledge(past.At(0.06), _responder);
    }

    private void Respond()
    {
        if (past.IsMajor)
            _script.Assign(past.At(0.08), _responder, IncidentRole.Commander, past.Responder);
        if (past.IsMajor)
            _script.Assign(past.At(0.10), _responder, IncidentRole.SubjectMatterExpert, past.Second);
        LookInto();
        _script.Identify(past.At(0.45), _responder, past.Say(past.Fault.Cause));
        if (past.Severity <= 2)
            _script.Tell(past.At(0.48), _responder, Audience.Internal, past.Say($"Cause found. {past.Fault.Cause}"));
        _script.Mitigate(past.At(0.62), _responder, past.Say(past.Fault.Mitigation), (past.Service.Key, past.Severity <= 2 ? Lowered() : null));
        if (past.Ending == Ending.Reopened)
            ComeBack();
        Finish();
    }

    private ImpactLevel? Lowered() => past.Level == ImpactLevel.Degraded ? null : ImpactLevel.Degraded;

    private void LookInto()
    {
        var words = past.Fault.Looking;
        for (var i = 0; i < words.Count; i++)
            _script.Tell(past.At(0.14 + (0.14 * i)), _responder, Audience.Internal, past.Say(words[i]));
        if (past.Severity <= 2 && past.Fault.Public is { } said)
            _script.Tell(past.At(0.18), Publisher, Audience.Public, past.Say(said));
        if (past.IsMajor)
            _script.Tell(past.At(0.22), Publisher, Audience.Executive, past.Say($"Sev-{past.Severity} on {{s}}: {_responder.DisplayName} commands, the team is on it."));
    }

    private void ComeBack()
    {
        _script.Reopen(past.At(0.70), _responder, "The same symptom is back.");
        _script.Tell(past.At(0.74), _responder, Audience.Internal, "It came back within the hour; what we did was not enough.");
        _script.Identify(past.At(0.80), _responder, past.Say($"{past.Fault.Cause} It happens in a second place, too."));
        _script.Mitigate(past.At(0.88), _responder, "The same remedy, in both places.", (past.Service.Key, null));
    }

    private void Finish()
    {
        _script.Resolve(past.EndedAt, _responder, past.Say(past.Fault.Resolution));
        if (past.Severity <= 2 && past.Fault.Public is not null)
            _script.Tell(past.EndedAt.AddMinutes(4), Publisher, Audience.Public, "Everything works again. We are sorry for the trouble.");
        var review = past.IsReviewed ? new Reviewer(cast, past, _script, turns, now) : null;
        review?.Tell();
        var closedAt = past.IsMajor ? past.EndedAt + ReviewedWithin : past.EndedAt + ClosedWithin;
        if (closedAt < now.AddHours(-29) && review is not { IsPublished: false })
            _script.Close(closedAt, _responder, past.IsMajor && review is null ? "The review was held in person; its notes are in the wiki." : null);
    }
}
