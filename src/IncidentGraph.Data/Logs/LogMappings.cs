using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Logs;

internal sealed class LogHeadMapping : IEntityTypeConfiguration<LogHead>
{
    public void Configure(EntityTypeBuilder<LogHead> builder)
    {
        builder.ToTable("log_head");
        builder.Property(h => h.Id).ValueGeneratedNever();
        builder.HasData(new LogHead());
    }
}

internal sealed class LogIdentityMapping : IEntityTypeConfiguration<LogIdentity>
{
    public void Configure(EntityTypeBuilder<LogIdentity> builder)
    {
        builder.ToTable("log_identity");
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.Epoch).HasMaxLength(LogIdentity.EpochBytes);
        builder.Property(i => i.HmacKey).HasMaxLength(LogIdentity.KeyBytes);
    }
}
