using IncidentGraph.Domain.Events;

namespace IncidentGraph.Server.Live;

/// <summary>An event on its way to a subscription.</summary>
/// <param name="Happened">The event.</param>
/// <param name="Access">Who might know of its incident when the event was read; null when that was not asked.</param>
/// <param name="AsOf">The position from which on <paramref name="Access"/> may have changed.</param>
internal readonly record struct LogEntry(DomainEvent Happened, IncidentAccess? Access = null, long AsOf = 0);
