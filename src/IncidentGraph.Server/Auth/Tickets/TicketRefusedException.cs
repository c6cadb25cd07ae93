namespace IncidentGraph.Server.Auth.Tickets;

/// <summary>One answer for all tickets that open nothing: a guess learns nothing from it.</summary>
internal sealed class TicketRefusedException() : Exception("The ticket is unknown, over, or was used for another operation: get a new one with createStreamTicket.");
