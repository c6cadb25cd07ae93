using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Severities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Incidents;

internal sealed class IncidentMapping : IEntityTypeConfiguration<Incident>
{
    public void Configure(EntityTypeBuilder<Incident> builder)
    {
        builder.ToTable("incidents");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Ignore(i => i.Number);
        builder.Property(i => i.Title).HasMaxLength(TextRules.Title);
        builder.Property(i => i.WarRoomUrl).HasMaxLength(TextRules.Url);
        builder.Property(i => i.Version).IsConcurrencyToken();

        // The review changes these without the version; whoever closes by what they were decides again.
        builder.Property(i => i.PostmortemStatus).IsConcurrencyToken();
        builder.Property(i => i.UnownedFollowUps).IsConcurrencyToken();
        builder.Property(i => i.Symptoms).AsJson();
        builder.Property(i => i.ErrorMessages).AsJson();
        builder.Property(i => i.Channels).AsJson();
        MapDerived(builder);
        MapReferences(builder);
        MapParts(builder);
        MapIndexes(builder);
    }

    private static void MapDerived(EntityTypeBuilder<Incident> builder)
    {
        builder.Property<string>(Derived.TitleFolded).HasMaxLength(TextRules.Title).IsRequired();
        builder.Property<string?>(Derived.SummaryFolded);
        builder.Property<int>(Derived.StatusRank);
        builder.Property<int>(Derived.SeveritySort);
        builder.Property<DateTimeOffset>(Derived.ResolvedSort);
    }

    private static void MapReferences(EntityTypeBuilder<Incident> builder)
    {
        builder.HasOne<Severity>().WithMany().HasForeignKey(i => i.SeverityLevel);
        builder.HasOne<Actor>().WithMany().HasForeignKey(i => i.ReporterId);
        builder.HasOne<User>().WithMany().HasForeignKey(i => i.CommanderId);
        builder.HasOne<Incident>().WithMany().HasForeignKey(i => i.MergedIntoId);
        builder.HasOne(i => i.Facts).WithMany().HasForeignKey(i => i.FactsId);
    }

    private static void MapParts(EntityTypeBuilder<Incident> builder)
    {
        builder.HasMany(i => i.Impacts).WithOne().HasForeignKey(p => p.IncidentId);
        builder.HasMany(i => i.Roles).WithOne().HasForeignKey(p => p.IncidentId);
        builder.HasMany(i => i.Participants).WithOne().HasForeignKey(p => p.IncidentId);
        builder.HasMany(i => i.Updates).WithOne().HasForeignKey(p => p.IncidentId);
        builder.HasMany(i => i.Tasks).WithOne().HasForeignKey(p => p.IncidentId);
        builder.HasMany(i => i.Factors).WithOne().HasForeignKey(p => p.IncidentId);
        builder.HasMany(i => i.Whys).WithOne().HasForeignKey(p => p.IncidentId);
        builder.HasMany(i => i.Relations).WithOne().HasForeignKey(p => p.IncidentId);
    }

    private static void MapIndexes(EntityTypeBuilder<Incident> builder)
    {
        builder.HasIndex(nameof(Incident.Title), nameof(Incident.Id));
        builder.HasIndex(Derived.StatusRank, nameof(Incident.Id));
        builder.HasIndex(nameof(Incident.Status), nameof(Incident.Id));
        builder.HasIndex(nameof(Incident.SeverityLevel), nameof(Incident.Id));
        builder.HasIndex(Derived.SeveritySort, nameof(Incident.Id));
        builder.HasIndex(nameof(Incident.OccurredAt), nameof(Incident.Id));
        builder.HasIndex(nameof(Incident.DeclaredAt), nameof(Incident.Id));
        builder.HasIndex(Derived.ResolvedSort, nameof(Incident.Id));
        builder.HasIndex(nameof(Incident.UpdatedAt), nameof(Incident.Id));
        builder.HasIndex(nameof(Incident.IsOpen), nameof(Incident.Id));
        builder.HasIndex(nameof(Incident.IsOpen), Derived.SeveritySort, nameof(Incident.Id));
    }
}
