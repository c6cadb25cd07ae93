using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Incidents;

internal sealed class ServiceImpactMapping : IEntityTypeConfiguration<ServiceImpact>
{
    public void Configure(EntityTypeBuilder<ServiceImpact> builder)
    {
        builder.ToTable("service_impacts");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<Service>().WithMany().HasForeignKey(p => p.ServiceId);
        builder.HasIndex(p => new { p.IncidentId, p.Ordinal }).IsUnique();
        builder.HasIndex(p => new { p.ServiceId, p.EndedAt });
    }
}

internal sealed class RoleAssignmentMapping : IEntityTypeConfiguration<RoleAssignment>
{
    public void Configure(EntityTypeBuilder<RoleAssignment> builder)
    {
        builder.ToTable("role_assignments");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId);
        builder.HasOne<Actor>().WithMany().HasForeignKey(p => p.AssignedById);
        builder.HasIndex(p => new { p.IncidentId, p.Ordinal }).IsUnique();
        builder.HasIndex(p => new { p.UserId, p.EndedAt });
    }
}

internal sealed class ParticipantMapping : IEntityTypeConfiguration<Participant>
{
    public void Configure(EntityTypeBuilder<Participant> builder)
    {
        builder.ToTable("participants");
        builder.HasKey(p => new { p.IncidentId, p.UserId });
        builder.HasOne<User>().WithMany().HasForeignKey(p => p.UserId);
        builder.HasIndex(p => new { p.IncidentId, p.Ordinal }).IsUnique();
        builder.HasIndex(p => new { p.UserId, p.IncidentId });
    }
}

internal sealed class IncidentUpdateMapping : IEntityTypeConfiguration<IncidentUpdate>
{
    public void Configure(EntityTypeBuilder<IncidentUpdate> builder)
    {
        builder.ToTable("incident_updates");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.HasOne<Actor>().WithMany().HasForeignKey(p => p.AuthorId);
        builder.HasOne<IncidentUpdate>().WithMany().HasForeignKey(p => p.CorrectsId);
        builder.HasIndex(p => new { p.IncidentId, p.Ordinal }).IsUnique();
        builder.HasIndex(p => new { p.IncidentId, p.PostedAt, p.Ordinal });
    }
}
