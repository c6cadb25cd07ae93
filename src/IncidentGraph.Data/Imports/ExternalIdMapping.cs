using IncidentGraph.Data.Mapping;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Imports;

internal sealed class ExternalIdMapping : IEntityTypeConfiguration<ExternalId>
{
    public void Configure(EntityTypeBuilder<ExternalId> builder)
    {
        builder.ToTable("external_ids");
        builder.HasKey(e => new { e.Source, e.Scope, e.Kind, e.Id });
        builder.Property(e => e.Scope).HasMaxLength(ExternalId.MaxScope);
        builder.Property(e => e.Kind).HasMaxLength(TextLength.Enum);
        builder.Property(e => e.Id).HasMaxLength(ExternalId.MaxId);
        builder.Property(e => e.ObjectType).HasMaxLength(TextLength.Enum);
        builder.Property(e => e.Fingerprint).HasMaxLength(TextLength.Sha256Hex);
        builder.Ignore(e => e.Object);
        builder.HasIndex(e => new { e.ObjectType, e.ObjectId });
    }
}
