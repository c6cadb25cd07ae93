using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Incidents;

internal sealed class TaskMapping : IEntityTypeConfiguration<IncidentTask>
{
    public void Configure(EntityTypeBuilder<IncidentTask> builder)
    {
        builder.ToTable("tasks");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Title).HasMaxLength(TextRules.Title);
        builder.HasOne(t => t.Assignee).WithMany().HasForeignKey(t => t.AssigneeId);
        builder.HasOne<Actor>().WithMany().HasForeignKey(t => t.CompletedById);
        builder.HasIndex(t => new { t.IncidentId, t.Ordinal }).IsUnique();
        builder.HasIndex(t => new { t.AssigneeId, t.Status });
    }
}

internal sealed class ContributingFactorMapping : IEntityTypeConfiguration<ContributingFactor>
{
    public void Configure(EntityTypeBuilder<ContributingFactor> builder)
    {
        builder.ToTable("contributing_factors");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Property(f => f.Links).AsJson();
        builder.HasOne<Service>().WithMany().HasForeignKey(f => f.ServiceId);
        builder.HasOne<Actor>().WithMany().HasForeignKey(f => f.RecordedById);
        builder.HasIndex(f => new { f.IncidentId, f.Ordinal }).IsUnique();
    }
}

internal sealed class WhyMapping : IEntityTypeConfiguration<Why>
{
    public void Configure(EntityTypeBuilder<Why> builder)
    {
        builder.ToTable("whys");
        builder.Property(w => w.Id).ValueGeneratedNever();
        builder.Property(w => w.Evidence).AsJson();
        builder.HasOne<Why>().WithMany().HasForeignKey(w => w.ParentId);
        builder.HasOne<Actor>().WithMany().HasForeignKey(w => w.RecordedById);
        builder.HasIndex(w => new { w.IncidentId, w.Ordinal }).IsUnique();
    }
}

internal sealed class IncidentRelationMapping : IEntityTypeConfiguration<IncidentRelation>
{
    public void Configure(EntityTypeBuilder<IncidentRelation> builder)
    {
        builder.ToTable("incident_relations");
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.HasOne<Incident>().WithMany().HasForeignKey(r => r.TargetId);
        builder.HasOne<Actor>().WithMany().HasForeignKey(r => r.LinkedById);
        builder.HasIndex(r => new { r.IncidentId, r.TargetId, r.Kind }).IsUnique();
        builder.HasIndex(r => new { r.TargetId, r.Kind });
    }
}
