using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Events;

internal sealed class EventMapping : IEntityTypeConfiguration<DomainEvent>
{
    public const string PayloadVersion = nameof(PayloadVersion);

    public void Configure(EntityTypeBuilder<DomainEvent> builder)
    {
        builder.ToTable("events");
        builder.HasKey(e => e.Position);
        builder.Property(e => e.Position).ValueGeneratedNever();
        builder.Property(e => e.Summary).HasMaxLength(TextRules.EventSummary);
        builder.Property(e => e.TraceId).HasMaxLength(TextLength.TraceId);
        builder.Property(e => e.ServiceKey).HasMaxLength(TextRules.Key);
        builder.Property(e => e.ServiceOwnerKey).HasMaxLength(TextRules.Key);
        builder.Property(e => e.Payload).HasConversion(p => PayloadJson.Write(p), json => PayloadJson.Read(json));
        builder.Property<int>(PayloadVersion).HasDefaultValue(PayloadJson.SchemaVersion);
        builder.HasOne<Actor>().WithMany().HasForeignKey(e => e.ActorId);
        builder.HasOne<Incident>().WithMany().HasForeignKey(e => e.IncidentId);
        builder.HasOne<Service>().WithMany().HasForeignKey(e => e.ServiceId);
        builder.HasOne(e => e.Before).WithMany().HasForeignKey(e => e.BeforeId);
        builder.HasOne(e => e.After).WithMany().HasForeignKey(e => e.AfterId);
        builder.HasIndex(e => e.Id).IsUnique();
        builder.HasIndex(e => e.CommandId);
        builder.HasIndex(e => new { e.IncidentId, e.OccurredAt, e.Position });
        builder.HasIndex(e => new { e.ServiceId, e.Position });
        builder.HasIndex(e => new { e.Type, e.Position });
        builder.HasIndex(e => new { e.RecordedAt, e.Position });
    }
}

internal sealed class IncidentFactsMapping : IEntityTypeConfiguration<IncidentFacts>
{
    public void Configure(EntityTypeBuilder<IncidentFacts> builder)
    {
        builder.ToTable("incident_facts");
        builder.Property(f => f.Id).ValueGeneratedNever();

        // No foreign key to the incident: the incident points here, and each would have to be inserted before the other.
        builder.HasIndex(f => f.IncidentId);
        builder.HasMany(f => f.Services).WithOne().HasForeignKey(s => s.FactsId);
    }
}

internal sealed class ServiceFactMapping : IEntityTypeConfiguration<ServiceFact>
{
    public void Configure(EntityTypeBuilder<ServiceFact> builder)
    {
        builder.ToTable("service_facts");
        builder.HasKey(f => new { f.FactsId, f.ServiceId });
        builder.Property(f => f.Key).HasMaxLength(TextRules.Key);
        builder.Property(f => f.OwnerKey).HasMaxLength(TextRules.Key);
        builder.HasOne<Service>().WithMany().HasForeignKey(f => f.ServiceId);
    }
}
