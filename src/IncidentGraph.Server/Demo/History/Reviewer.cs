using IncidentGraph.Domain;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;

namespace IncidentGraph.Server.Demo.History;

/// <summary>Tells how an incident of the past was reviewed, and what became of what the review wanted done.</summary>
internal sealed class Reviewer(Cast cast, PastIncident past, Script script, Turns turns, DateTimeOffset now)
{
    private static readonly TimeSpan Recent = TimeSpan.FromDays(50);

    /// <summary>Reviews of the past weeks are still under way, in all their states by turns.</summary>
    private readonly int? _turn = past.EndedAt + Recent > now ? turns.Next() : null;

    private readonly Review _review = new(cast, script);
    private readonly Lesson _lesson = Lessons.Of(past.Fault);
    private readonly Caller _author = cast.Of(past.Responder);
    private readonly Caller _reader = cast.Of(past.Second);

    /// <summary>Some texts and fates differ from incident to incident; the numbers drawn for it decide.</summary>
    private int Lot => past.Number + past.Service.Key.Length;

    private bool IsRecent => _turn is not null;

    /// <summary>Where the review got stuck, if it did; null when it ran through.</summary>
    private PostmortemStatus? StuckIn => (_turn % 5) switch
    {
        0 => PostmortemStatus.Draft,
        1 => PostmortemStatus.InReview,
        2 => PostmortemStatus.Reviewed,
        _ => null,
    };

    public bool IsPublished => StuckIn is null;

    /// <summary>When it is out, so that the incident may be closed.</summary>
    public DateTimeOffset PublishedAt => After(TimeSpan.FromHours(21));

    public void Tell()
    {
        if (past.IsMajor)
            AskWhy();
        _review.Start(After(TimeSpan.FromHours(1.5)), _author, past.Responder, past.Second, "ada.okafor");
        _review.Write(After(TimeSpan.FromHours(4)), _author, Text);
        AddWishes();
        if (StuckIn == PostmortemStatus.Draft)
            return;
        _review.Choose(
            After(TimeSpan.FromHours(4.5)),
            _author,
            (EventType.IncidentDeclared, null),
            (EventType.IncidentIdentified, _lesson.Learned),
            (EventType.IncidentMitigated, "From here on customers noticed less."),
            (EventType.IncidentResolved, null));
        _review.Submit(After(TimeSpan.FromHours(5)), _author);
        if (Lot % 5 == 0)
            SendBack();
        if (StuckIn == PostmortemStatus.InReview)
            return;
        _review.Approve(After(TimeSpan.FromHours(18)), _reader);
        if (StuckIn == PostmortemStatus.Reviewed)
            return;
        _review.Publish(PublishedAt, _author);
        CarryOut();
    }

    private void AskWhy()
    {
        script.Why(After(TimeSpan.FromHours(1)), _reader, past.Say(past.Fault.Cause));
        script.Why(After(TimeSpan.FromHours(1.1)), _reader, _lesson.GoesWrong);
    }

    private DateTimeOffset After(TimeSpan time) => past.EndedAt + time;

    private UpdatePostmortem Text() => new()
    {
        Summary = past.Say($"{past.Fault.Title}, for {past.Lasted.TotalMinutes:0} minutes."),
        CustomerImpact = past.Fault.Public is { } told ? past.Say(told) : "Customers hardly noticed.",
        RootCause = past.Say(past.Fault.Cause),
        WhatWorked = Lines(past.Say(past.Fault.Mitigation)),
        WhatDidNotWork = Lines(_lesson.GoesWrong),
        WhereWeGotLucky = Lines(past.OccurredAt.Hour is > 7 and < 18 ? "It happened while all of us were at work." : "Few customers are awake at that hour."),
        Lessons = Lines(_lesson.Learned),
        FaultTree = past.IsMajor ? Change.To<IReadOnlyList<FaultTreeEntry>?>(Tree()) : default,
        ReviewMeeting = past.IsMajor ? new Meeting(After(TimeSpan.FromHours(17)), "https://meet.xyz.example/reviews") : default(Change<Meeting?>),
    };

    private static Change<IReadOnlyList<string>?> Lines(string line) => Change.To<IReadOnlyList<string>?>([line]);

    private IReadOnlyList<FaultTreeEntry> Tree() =>
    [
        new("effect", null, FaultGate.And, past.Say(past.Fault.Title), cast.Service(past.Service.Key).Id),
        new("cause", "effect", FaultGate.Cause, past.Say(past.Fault.Cause), null),
        new("unnoticed", "effect", FaultGate.Or, "It was not caught before customers were hurt.", null),
        new("blind", "unnoticed", FaultGate.Cause, _lesson.GoesWrong, null),
        new("unlearned", "unnoticed", FaultGate.Cause, "The same had happened elsewhere, and its review was read by one team only.", null),
    ];

    private void SendBack()
    {
        _review.Return(After(TimeSpan.FromHours(8)), _reader, "Say what we would see earlier next time, not who should have.");
        _review.Write(After(TimeSpan.FromHours(9)), _author, () => new()
        {
            Lessons = Change.To<IReadOnlyList<string>?>([_lesson.Learned, "An alert on the symptom would have told us before customers did."]),
        });
        _review.Submit(After(TimeSpan.FromHours(10)), _author);
    }

    private void AddWishes()
    {
        var team = DemoTeam.Of(past.Service.Team).OnCall;
        for (var i = 0; i < _lesson.Wishes.Count; i++)
        {
            var (wish, owner, days) = (_lesson.Wishes[i], cast.User(team[(Lot + i) % team.Count]), 14 + (7 * ((Lot + i) % 4)));
            _review.Add(After(TimeSpan.FromHours(4.1 + (0.05 * i))), _author, () => new()
            {
                Title = past.Say(wish.Title),
                Description = past.Say(wish.Description),
                Priority = past.IsMajor ? Grade.Critical - i : Grade.High - i,
                Owner = owner,
                DueAt = After(TimeSpan.FromDays(days)),
                TicketUrl = (Lot + i) % 3 == 0 ? null : $"https://tickets.xyz.example/{past.Service.Team.ToUpperInvariant()}-{Lot * 10 + i}",
            });
        }
    }

    private void CarryOut()
    {
        var isAllFinished = true;
        for (var i = 0; i < _lesson.Wishes.Count; i++)
            isAllFinished &= CarryOut(i);
        var closed = After(TimeSpan.FromDays(38));
        if (isAllFinished && closed < now)
            _review.Close(closed, _author);
        if (past.IsMajor && IsRecent)
            Until(2, at => _review.Add(at, _reader, () => new() { Title = past.Say("Tell all teams about the review of {s}") }));
    }

    /// <summary>Most are done and verified in time; some are dropped, some lie about.</summary>
    /// <returns>Whether it is finished.</returns>
    private bool CarryOut(int which)
    {
        var fate = (Lot + (3 * which)) % 8;
        var by = _author;
        if (fate == 0)
            return false;
        if (fate == 1)
        {
            Until(9, at => _review.Drop(at, by, which, "The part it is about is replaced this quarter."));
            return After(TimeSpan.FromDays(9)) < now;
        }

        Until(5, at => _review.Begin(at, by, which));
        if (fate == 2)
            return false;
        Until(12, at => _review.Complete(at, by, which));
        if (fate == 3)
            return false;
        Until(20, at => _review.Verify(at, _reader, which));
        return After(TimeSpan.FromDays(20)) < now;
    }

    /// <summary>What the days to come bring is not told.</summary>
    private void Until(int days, Action<DateTimeOffset> tell)
    {
        if (After(TimeSpan.FromDays(days)) is var at && at < now)
            tell(at);
    }
}

/// <summary>Whose turn it is: counts from 0.</summary>
internal sealed class Turns
{
    private int _next;

    public int Next() => _next++;
}
