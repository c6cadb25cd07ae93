using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Postmortems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Postmortems;

internal sealed class FollowUpMapping : IEntityTypeConfiguration<FollowUp>
{
    public void Configure(EntityTypeBuilder<FollowUp> builder)
    {
        builder.ToTable("follow_ups");
        builder.Property(f => f.Id).ValueGeneratedNever();
        builder.Ignore(f => f.IsFinished);
        builder.Property(f => f.Title).HasMaxLength(TextRules.Title);
        builder.Property<string>(Derived.TitleFolded).HasMaxLength(TextRules.Title).IsRequired();
        builder.Property(f => f.TicketUrl).HasMaxLength(TextRules.Url);
        builder.Property(f => f.Reason).HasMaxLength(TextRules.Paragraph);
        builder.Property<DateTimeOffset>(Derived.DueSort);
        builder.Property<int>(Derived.PriorityRank);
        builder.HasOne(f => f.Owner).WithMany().HasForeignKey(f => f.OwnerId);
        MapIndexes(builder);
    }

    private static void MapIndexes(EntityTypeBuilder<FollowUp> builder)
    {
        builder.HasIndex(nameof(FollowUp.PostmortemId), nameof(FollowUp.Id));
        builder.HasIndex(Derived.DueSort, nameof(FollowUp.Id));
        builder.HasIndex(Derived.PriorityRank, nameof(FollowUp.Id));
        builder.HasIndex(nameof(FollowUp.CreatedAt), nameof(FollowUp.Id));
        builder.HasIndex(nameof(FollowUp.Status), nameof(FollowUp.Id));
        builder.HasIndex(nameof(FollowUp.OwnerId), nameof(FollowUp.Id));
    }
}
