using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Tickets;

internal sealed class StreamTicketMapping : IEntityTypeConfiguration<StreamTicket>
{
    public void Configure(EntityTypeBuilder<StreamTicket> builder)
    {
        builder.ToTable("stream_tickets");
        builder.HasKey(t => t.SecretHash);
        builder.Property(t => t.SecretHash).HasMaxLength(TextLength.Sha256Hex);
        builder.Property(t => t.SealKey).HasMaxLength(StreamTickets.SealKeyBytes);
        builder.Property(t => t.Issuer).HasMaxLength(TextRules.Identity);
        builder.Property(t => t.Subject).HasMaxLength(TextRules.Identity);
        builder.Property(t => t.KeyPrefix).HasMaxLength(TextLength.KeyPrefix);
        builder.Property(t => t.OperationHash).HasMaxLength(TextLength.Sha256Hex);
        builder.HasIndex(t => t.ExpiresAt);
    }
}
