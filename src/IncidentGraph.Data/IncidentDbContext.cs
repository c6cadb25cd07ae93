using System.Data;
using System.Data.Common;
using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Imports;
using IncidentGraph.Data.Logs;
using IncidentGraph.Data.Mapping;
using IncidentGraph.Data.Search;
using IncidentGraph.Data.Tickets;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Search;
using IncidentGraph.Domain.Services;
using IncidentGraph.Domain.Severities;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data;

/// <summary>
/// The tables, whatever the database. Each provider has a subclass that owns its migrations and the few statements that
/// differ. Reading is free; only <see cref="Commit"/> may save.
/// </summary>
public abstract class IncidentDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<Incident> Incidents => Set<Incident>();

    public DbSet<ServiceImpact> Impacts => Set<ServiceImpact>();

    public DbSet<RoleAssignment> Roles => Set<RoleAssignment>();

    public DbSet<Participant> Participants => Set<Participant>();

    public DbSet<IncidentUpdate> Updates => Set<IncidentUpdate>();

    public DbSet<IncidentTask> Tasks => Set<IncidentTask>();

    public DbSet<ContributingFactor> Factors => Set<ContributingFactor>();

    public DbSet<Why> Whys => Set<Why>();

    public DbSet<IncidentRelation> Relations => Set<IncidentRelation>();

    public DbSet<Postmortem> Postmortems => Set<Postmortem>();

    public DbSet<PostmortemParticipant> PostmortemParticipants => Set<PostmortemParticipant>();

    public DbSet<PostmortemTimelineEntry> PostmortemTimeline => Set<PostmortemTimelineEntry>();

    public DbSet<FollowUp> FollowUps => Set<FollowUp>();

    public DbSet<Service> Services => Set<Service>();

    public DbSet<Dependency> Dependencies => Set<Dependency>();

    public DbSet<ServiceTag> ServiceTags => Set<ServiceTag>();

    public DbSet<Actor> Actors => Set<Actor>();

    public DbSet<User> Users => Set<User>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<Team> Teams => Set<Team>();

    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();

    public DbSet<Severity> Severities => Set<Severity>();

    public DbSet<DomainEvent> Events => Set<DomainEvent>();

    public DbSet<IncidentFacts> Facts => Set<IncidentFacts>();

    public DbSet<ServiceFact> ServiceFacts => Set<ServiceFact>();

    public DbSet<SearchDocument> SearchDocuments => Set<SearchDocument>();

    public DbSet<ExternalId> ExternalIds => Set<ExternalId>();

    public DbSet<StreamTicket> StreamTickets => Set<StreamTicket>();

    internal DbSet<LogHead> LogHeads => Set<LogHead>();

    internal DbSet<LogIdentity> LogIdentities => Set<LogIdentity>();

    internal DbSet<IdempotencyRow> Idempotency => Set<IdempotencyRow>();

    /// <summary>Set by <see cref="Commit"/> while its transaction is open; saving is refused without it.</summary>
    internal bool IsInCommit { get; set; }

    /// <summary>Compares and orders text by code point; null where the database does so by itself.</summary>
    protected abstract string? BinaryCollation { get; }

    /// <summary>Adds to the head of the log, locks its row until the transaction ends, and answers the new position.</summary>
    internal virtual string ReserveSql =>
        """UPDATE log_head SET position = position + {0} WHERE id = 1 RETURNING position AS "Value" """;

    /// <summary>Takes the next number of a counter, without gaps: the row stays locked until the transaction ends.</summary>
    internal virtual string NextSql =>
        """UPDATE counters SET value = value + 1 WHERE name = {0} RETURNING value AS "Value" """;

    /// <summary>Locks the row of an incident until the transaction ends; null where one writer at a time is the rule anyway.</summary>
    internal virtual string? LockIncidentSql => null;

    /// <summary>Bounds how long the transaction waits for a lock; null where the connection already does.</summary>
    internal virtual string? BoundLockWaitSql => null;

    /// <summary>Begins to read the whole database as it is at one moment, without a lock on writers. The connection is open.</summary>
    internal virtual ValueTask<DbTransaction> BeginSnapshotAsync(CancellationToken ct) =>
        Database.GetDbConnection().BeginTransactionAsync(IsolationLevel.Snapshot, ct);

    /// <summary>The documents that have every word, by the database's own full text; a scan where it is not sure to be installed.</summary>
    public virtual IQueryable<SearchDocument> Having(IReadOnlyList<SoughtWord> words) =>
        words.Select(word => word.Pattern).Aggregate(
            SearchDocuments.AsQueryable(), (found, pattern) => found.Where(d => d.TitleLine.Contains(pattern) || d.BodyLine.Contains(pattern)));

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        BeforeSave();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        BeforeSave();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        var enums = configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(TextLength.Enum);
        configurationBuilder.Properties<TimeSpan>().HaveConversion<TimeSpanToMilliseconds>();
        if (BinaryCollation is not { } collation)
            return;

        enums.UseCollation(collation);
        configurationBuilder.Properties<string>().UseCollation(collation);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(IncidentDbContext).Assembly);
        modelBuilder.UseSnakeCase();
        modelBuilder.ForbidCascades();
    }

    private void BeforeSave()
    {
        if (!IsInCommit)
            throw new InvalidOperationException("Only Commit saves: every change belongs to a command and its events.");

        DerivedColumns.Fill(ChangeTracker);
    }
}
