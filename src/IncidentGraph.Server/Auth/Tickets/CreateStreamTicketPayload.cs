using IncidentGraph.Data.Tickets;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.Auth.Tickets;

/// <summary>The one answer that ever holds the ticket.</summary>
[ObjectType("CreateStreamTicketPayload")]
public sealed record CreateStreamTicketPayload : MutationPayload
{
    public CreateStreamTicketPayload(MutationPayload answer, string secret, StreamTicket ticket)
        : base(answer)
    {
        if (answer.Errors is not null || answer.IsReplay)
            return;
        Ticket = secret;
        OpensUntil = ticket.OpensUntil;
        EndsAt = ticket.EndsAt;
    }

    /// <summary>Null unless it was made just now: a repetition was told of another one, which is not kept.</summary>
    public string? Ticket { get; }

    public DateTimeOffset? OpensUntil { get; }

    public DateTimeOffset? EndsAt { get; }

    /// <summary>Without what it holds: it must not get into a log.</summary>
    public override string ToString() => nameof(CreateStreamTicketPayload);
}
