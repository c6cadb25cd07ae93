using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Services;
using IncidentGraph.Domain.Severities;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace IncidentGraph.Data.Mapping;

/// <summary>The one place where derived columns get their values.</summary>
internal static class DerivedColumns
{
    public static void Fill(ChangeTracker tracker)
    {
        foreach (var entry in tracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            foreach (var (column, value) in Of(entry.Entity))
                entry.Property(column).CurrentValue = value;
        }
    }

    private static IEnumerable<(string Column, object? Value)> Of(object entity) => entity switch
    {
        Incident incident => OfIncident(incident),
        Service service => [(Derived.NameFolded, Derived.Fold(service.Name))],
        Team team => [(Derived.NameFolded, Derived.Fold(team.Name))],
        Severity severity => [(Derived.NameFolded, Derived.Fold(severity.Name))],
        User user =>
        [
            (Derived.DisplayNameFolded, Derived.Fold(user.DisplayName)),
            (Derived.EmailFolded, user.Email is { } email ? Derived.Fold(email) : null),
        ],
        Postmortem postmortem => [(Derived.PublishedSort, postmortem.PublishedAt ?? Moment.Never)],
        FollowUp followUp => OfFollowUp(followUp),
        Actor actor => [(Derived.DisplayNameFolded, Derived.Fold(actor.DisplayName))],
        _ => [],
    };

    private static IEnumerable<(string Column, object? Value)> OfIncident(Incident incident) =>
    [
        (Derived.TitleFolded, Derived.Fold(incident.Title)),
        (Derived.SummaryFolded, incident.Summary is { } summary ? Derived.Fold(summary) : null),
        (Derived.StatusRank, (int)incident.Status),
        (Derived.SeveritySort, incident.SeverityLevel ?? Derived.NoSeverity),
        (Derived.ResolvedSort, incident.ResolvedAt ?? Moment.Never),
    ];

    private static IEnumerable<(string Column, object? Value)> OfFollowUp(FollowUp followUp) =>
    [
        (Derived.TitleFolded, Derived.Fold(followUp.Title)),
        (Derived.DueSort, followUp.DueAt ?? Moment.Never),
        (Derived.PriorityRank, (int)followUp.Priority),
    ];
}
