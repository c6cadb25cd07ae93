using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.People;

internal sealed class TeamMapping : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> builder)
    {
        builder.ToTable("teams");
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Key).HasMaxLength(TextRules.Key);
        builder.Property(t => t.Name).HasMaxLength(TextRules.Name);
        builder.Property<string>(Derived.NameFolded).HasMaxLength(TextRules.Name).IsRequired();
        builder.Property(t => t.Version).IsConcurrencyToken();
        builder.HasMany(t => t.Members).WithOne().HasForeignKey(m => m.TeamId);
        builder.HasIndex(t => t.Key).IsUnique();
        builder.HasIndex(t => new { t.Key, t.Id });
        builder.HasIndex(t => new { t.Name, t.Id });
    }
}

internal sealed class TeamMemberMapping : IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<TeamMember> builder)
    {
        builder.ToTable("team_members");
        builder.HasKey(m => new { m.TeamId, m.UserId });
        builder.HasOne<User>().WithMany().HasForeignKey(m => m.UserId);
        builder.HasIndex(m => new { m.UserId, m.TeamId });
    }
}
