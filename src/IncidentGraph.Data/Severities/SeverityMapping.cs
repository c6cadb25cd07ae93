using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Severities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Severities;

internal sealed class SeverityMapping : IEntityTypeConfiguration<Severity>
{
    public void Configure(EntityTypeBuilder<Severity> builder)
    {
        builder.ToTable("severities");
        builder.HasKey(s => s.Level);
        builder.Property(s => s.Level).ValueGeneratedNever();
        builder.Property(s => s.Name).HasMaxLength(TextRules.Name);
        builder.Property<string>(Derived.NameFolded).HasMaxLength(TextRules.Name).IsRequired();
        builder.Property(s => s.RequiredRoles).AsJson();
        builder.Property(s => s.Version).IsConcurrencyToken();
        builder.HasIndex(s => new { s.Name, s.Level });
    }
}
