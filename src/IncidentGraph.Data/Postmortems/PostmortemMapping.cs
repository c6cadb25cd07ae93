using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Postmortems;

internal sealed class PostmortemMapping : IEntityTypeConfiguration<Postmortem>
{
    public void Configure(EntityTypeBuilder<Postmortem> builder)
    {
        builder.ToTable("postmortems");
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.Version).IsConcurrencyToken();
        builder.Ignore(p => p.ReviewMeeting);
        builder.Property(p => p.MeetingUrl).HasMaxLength(TextRules.Url);
        builder.Property(p => p.WhatWorked).AsJson();
        builder.Property(p => p.WhatDidNotWork).AsJson();
        builder.Property(p => p.WhereWeGotLucky).AsJson();
        builder.Property(p => p.Lessons).AsJson();
        builder.Property(p => p.FaultTree).AsJson();
        builder.Property<DateTimeOffset>(Derived.PublishedSort);
        MapReferences(builder);
        MapIndexes(builder);
    }

    private static void MapReferences(EntityTypeBuilder<Postmortem> builder)
    {
        builder.HasOne<Incident>().WithOne().HasForeignKey<Postmortem>(p => p.Id);
        builder.HasOne(p => p.Owner).WithMany().HasForeignKey(p => p.OwnerId);
        builder.HasOne<Actor>().WithMany().HasForeignKey(p => p.SubmittedById);
        builder.HasMany(p => p.Participants).WithOne().HasForeignKey(p => p.PostmortemId);
        builder.HasMany(p => p.Timeline).WithOne().HasForeignKey(e => e.PostmortemId);
        builder.HasMany(p => p.FollowUps).WithOne().HasForeignKey(f => f.PostmortemId);
    }

    private static void MapIndexes(EntityTypeBuilder<Postmortem> builder)
    {
        builder.HasIndex(nameof(Postmortem.DueAt), nameof(Postmortem.Id));
        builder.HasIndex(Derived.PublishedSort, nameof(Postmortem.Id));
        builder.HasIndex(nameof(Postmortem.StartedAt), nameof(Postmortem.Id));
        builder.HasIndex(nameof(Postmortem.Status), nameof(Postmortem.Id));
        builder.HasIndex(nameof(Postmortem.OwnerId), nameof(Postmortem.Id));
    }
}

internal sealed class PostmortemParticipantMapping : IEntityTypeConfiguration<PostmortemParticipant>
{
    public void Configure(EntityTypeBuilder<PostmortemParticipant> builder)
    {
        builder.ToTable("postmortem_participants");
        builder.HasKey(p => new { p.PostmortemId, p.UserId });
        builder.HasOne(p => p.User).WithMany().HasForeignKey(p => p.UserId);
        builder.HasIndex(p => new { p.PostmortemId, p.Ordinal }).IsUnique();
        builder.HasIndex(p => new { p.UserId, p.PostmortemId });
    }
}

internal sealed class PostmortemTimelineMapping : IEntityTypeConfiguration<PostmortemTimelineEntry>
{
    public void Configure(EntityTypeBuilder<PostmortemTimelineEntry> builder)
    {
        builder.ToTable("postmortem_timeline");
        builder.HasKey(e => new { e.PostmortemId, e.Position });
        builder.Property(e => e.Annotation).HasMaxLength(TextRules.Paragraph);
        builder.HasOne<DomainEvent>().WithMany().HasForeignKey(e => e.Position);
        builder.HasIndex(e => e.Position);
    }
}
