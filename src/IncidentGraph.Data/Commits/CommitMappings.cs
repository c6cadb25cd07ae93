using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Commits;

internal sealed class CounterMapping : IEntityTypeConfiguration<CounterRow>
{
    public void Configure(EntityTypeBuilder<CounterRow> builder)
    {
        builder.ToTable("counters");
        builder.HasKey(c => c.Name);
        builder.Property(c => c.Name).HasMaxLength(TextLength.Enum);
        builder.HasData(Enum.GetValues<Counter>().Select(kind => new CounterRow
        {
            Name = kind.RowName(),
            Value = kind == Counter.Actor ? Automation.SystemId : 0,
        }));
    }
}

internal sealed class IdempotencyMapping : IEntityTypeConfiguration<IdempotencyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyRow> builder)
    {
        builder.ToTable("idempotency");
        builder.HasKey(r => new { r.Scope, r.Key });
        builder.Property(r => r.Scope).HasMaxLength(TextLength.Sha256Hex);
        builder.Property(r => r.Key).HasMaxLength(TextLength.IdempotencyKey);
        builder.Property(r => r.InputHash).HasMaxLength(TextLength.InputHash);
        builder.Property(r => r.Objects).AsJson();
        builder.HasIndex(r => r.ExpiresAt);
    }
}
