using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.People;

internal sealed class ActorMapping : IEntityTypeConfiguration<Actor>
{
    public const string Discriminator = "ActorType";

    public void Configure(EntityTypeBuilder<Actor> builder)
    {
        builder.ToTable("actors");
        builder.HasDiscriminator<string>(Discriminator).HasValue<User>("User").HasValue<Automation>("Automation");
        builder.Property<string>(Discriminator).HasMaxLength(TextLength.Enum);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.DisplayName).HasMaxLength(TextRules.Name);
        builder.Property<string>(Derived.DisplayNameFolded).HasMaxLength(TextRules.Name).IsRequired();
        builder.Property(a => a.Version).IsConcurrencyToken();
        builder.HasIndex(a => new { a.DisplayName, a.Id });
    }
}

internal sealed class UserMapping : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.Property(u => u.Handle).HasMaxLength(TextRules.Key);
        builder.Property(u => u.Email).HasMaxLength(TextRules.Email);
        builder.Property<string?>(Derived.EmailFolded).HasMaxLength(TextRules.Email);
        builder.Property(u => u.AvatarUrl).HasMaxLength(TextRules.Url);
        builder.Property(u => u.Issuer).HasMaxLength(TextRules.Identity);
        builder.Property(u => u.Subject).HasMaxLength(TextRules.Identity);
        builder.HasIndex(u => u.Handle).IsUnique();
        builder.HasIndex(u => new { u.Handle, u.Id });
        builder.HasIndex(u => new { u.Issuer, u.Subject }).IsUnique();
        builder.HasIndex(Derived.EmailFolded);
    }
}

internal sealed class AutomationMapping : IEntityTypeConfiguration<Automation>
{
    public void Configure(EntityTypeBuilder<Automation> builder) =>
        builder.HasData(new
        {
            Id = Automation.SystemId,
            Caller.System.DisplayName,
            DisplayNameFolded = Derived.Fold(Caller.System.DisplayName),
            Kind = AutomationKind.System,
            Version = 1,
        });
}
