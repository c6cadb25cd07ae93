using System.Linq.Expressions;
using IncidentGraph.Data;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Connections;
using IncidentGraph.Server.Filtering;

namespace IncidentGraph.Server.Incidents;

/// <summary>An incident with one service that it ever affected, as one row to page over.</summary>
internal sealed class AffectingRow
{
    public required ServiceFact Fact { get; init; }

    public required Incident Incident { get; init; }

    public static NestedPager<AffectingRow, IncidentView> Pager(
        IncidentDbContext db, Caller caller, PageArguments page,
        IDictionary<string, object?>? where, IReadOnlyList<IDictionary<string, object?>>? order)
    {
        var incidents = db.Incidents.VisibleTo(caller).Where(IncidentSearch.Filters(db).Read(where));
        var rows = db.ServiceFacts.Join(
            incidents, f => (Guid?)f.FactsId, i => i.FactsId, (f, i) => new AffectingRow { Fact = f, Incident = i });
        Expression<Func<AffectingRow, Incident>> incident = r => r.Incident;
        var sort = IncidentSearch.Sorts(db).Read(order);
        return new NestedPager<AffectingRow, IncidentView>(
            db.Services.Select(s => s.Id), rows, r => r.Fact.ServiceId, new Sort<AffectingRow>([.. sort.Keys.Select(k => k with { Key = On(k.Key, incident) })]),
            page, Expression.Lambda<Func<AffectingRow, IncidentView>>(Rebind.Body(IncidentView.From, incident.Body), incident.Parameters));
    }

    private static LambdaExpression On(LambdaExpression key, Expression<Func<AffectingRow, Incident>> path) =>
        Expression.Lambda(Rebind.Body(key, path.Body), path.Parameters);
}
