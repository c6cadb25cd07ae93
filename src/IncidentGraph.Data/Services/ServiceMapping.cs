using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Services;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Services;

internal sealed class ServiceMapping : IEntityTypeConfiguration<Service>
{
    public void Configure(EntityTypeBuilder<Service> builder)
    {
        builder.ToTable("services");
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.Key).HasMaxLength(TextRules.Key);
        builder.Property(s => s.Name).HasMaxLength(TextRules.Name);
        builder.Property<string>(Derived.NameFolded).HasMaxLength(TextRules.Name).IsRequired();
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.Property(s => s.Links).AsJson();
        builder.HasOne(s => s.Owner).WithMany().HasForeignKey(s => s.OwnerId);
        builder.HasMany(s => s.Dependencies).WithOne().HasForeignKey(d => d.ServiceId);
        builder.HasMany(s => s.Tags).WithOne().HasForeignKey(t => t.ServiceId);
        builder.HasIndex(s => s.Key).IsUnique();
        builder.HasIndex(s => new { s.Key, s.Id });
        builder.HasIndex(s => new { s.Name, s.Id });
        builder.HasIndex(s => new { s.Tier, s.Id });
        builder.HasIndex(s => new { s.UpdatedAt, s.Id });
    }
}

internal sealed class DependencyMapping : IEntityTypeConfiguration<Dependency>
{
    public void Configure(EntityTypeBuilder<Dependency> builder)
    {
        builder.ToTable("dependencies");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.HasOne<Service>().WithMany().HasForeignKey(d => d.DependsOnId);
        builder.HasIndex(d => new { d.ServiceId, d.DependsOnId }).IsUnique();
        builder.HasIndex(d => new { d.DependsOnId, d.ServiceId });
    }
}

internal sealed class ServiceTagMapping : IEntityTypeConfiguration<ServiceTag>
{
    public void Configure(EntityTypeBuilder<ServiceTag> builder)
    {
        builder.ToTable("service_tags");
        builder.HasKey(t => new { t.ServiceId, t.Tag });
        builder.Property(t => t.Tag).HasMaxLength(TextRules.Tag);
        builder.HasIndex(t => new { t.Tag, t.ServiceId });
    }
}
