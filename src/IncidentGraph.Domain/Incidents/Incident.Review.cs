using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Postmortems;

namespace IncidentGraph.Domain.Incidents;

// What its postmortem comes to: kept here too, since closing asks for it, and lists show whether closing is possible.
public sealed partial class Incident
{
    /// <summary>Null without a postmortem.</summary>
    public PostmortemStatus? PostmortemStatus { get; private set; }

    /// <summary>Follow-ups still to be done that nobody owns.</summary>
    public int UnownedFollowUps { get; private set; }

    /// <summary>Whether somebody may be named in what belongs to it: everybody, unless it is private.</summary>
    internal bool Admits(long userId) => !IsPrivate || userId == ReporterId || TakesPart(userId);

    internal void Follow(Postmortem postmortem)
        => (PostmortemStatus, UnownedFollowUps) = (postmortem.Status, postmortem.UnownedFollowUps);

    /// <summary>Something happened in its review; its own version stays.</summary>
    internal void Tell(Act act, EventPayload payload, string summary, int version, DateTimeOffset? at)
        => Record(act, payload, summary, at, version: version);
}
