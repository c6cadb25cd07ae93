using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.People;

internal sealed class ApiKeyMapping : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable("api_keys");
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Name).HasMaxLength(TextRules.Name);
        builder.Property<string>(Derived.NameFolded).HasMaxLength(TextRules.Name).IsRequired();
        builder.Property(k => k.Description).HasMaxLength(TextRules.Paragraph);
        builder.Property(k => k.Prefix).HasMaxLength(TextLength.KeyPrefix);
        builder.Property(k => k.SecretHash).HasMaxLength(TextLength.Sha256Hex);
        builder.Property(k => k.Scopes).AsJson();
        builder.Property(k => k.Version).IsConcurrencyToken();
        builder.HasOne<Automation>().WithOne().HasForeignKey<ApiKey>(k => k.Id);
        builder.HasOne<Actor>().WithMany().HasForeignKey(k => k.CreatedById);
        builder.HasOne<Actor>().WithMany().HasForeignKey(k => k.RevokedById);
        builder.HasIndex(k => k.Prefix).IsUnique();
        builder.HasIndex(k => new { k.Name, k.Id });
        builder.HasIndex(k => new { k.CreatedAt, k.Id });
    }
}
