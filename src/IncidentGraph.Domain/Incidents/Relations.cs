using static IncidentGraph.Domain.Incidents.IncidentRelationKind;

namespace IncidentGraph.Domain.Incidents;

/// <summary>What the kinds of relations mean, and where they lead.</summary>
public static class Relations
{
    public static IncidentRelationKind Inverse(this IncidentRelationKind kind) => kind switch
    {
        CausedBy => Causes,
        Causes => CausedBy,
        DuplicateOf => HasDuplicate,
        HasDuplicate => DuplicateOf,
        RecurrenceOf => RecurredAs,
        RecurredAs => RecurrenceOf,
        _ => Related,
    };

    /// <summary>The kind by which a direction is followed: from the effect to the cause, from the later to the earlier.</summary>
    public static IncidentRelationKind Forward(this IncidentRelationKind kind) => kind is Causes or HasDuplicate or RecurredAs ? kind.Inverse() : kind;

    public static string Words(this IncidentRelationKind kind) => kind switch
    {
        CausedBy => "was caused by",
        Causes => "caused",
        DuplicateOf => "is a duplicate of",
        HasDuplicate => "has as a duplicate",
        RecurrenceOf => "is a recurrence of",
        RecurredAs => "recurred as",
        _ => "is related to",
    };

    /// <summary>The other side, and how <paramref name="incidentId"/> stands to it; null when the relation is between others.</summary>
    public static (long Other, IncidentRelationKind Kind)? SeenFrom(this IncidentRelation relation, long incidentId)
    {
        if (relation.IncidentId == incidentId)
            return (relation.TargetId, relation.Kind);
        return relation.TargetId == incidentId ? (relation.IncidentId, relation.Kind.Inverse()) : null;
    }

    /// <summary>The shortest way along relations of one forward kind, both ends included; empty when there is none.</summary>
    internal static IReadOnlyList<long> Way(
        IReadOnlyList<IncidentRelation> relations, IncidentRelationKind kind, long from, long to)
    {
        var reached = new Dictionary<long, long> { [from] = from };
        var next = new Queue<long>([from]);
        while (next.TryDequeue(out var at) && at != to)
        {
            foreach (var seen in relations.Select(r => r.SeenFrom(at)).Where(s => s?.Kind == kind))
            {
                if (reached.TryAdd(seen!.Value.Other, at)) // not null: it has a kind
                    next.Enqueue(seen.Value.Other);
            }
        }

        return reached.ContainsKey(to) ? Back(reached, to) : [];
    }

    private static List<long> Back(Dictionary<long, long> reached, long to)
    {
        var way = new List<long> { to };
        while (reached[way[^1]] != way[^1])
            way.Add(reached[way[^1]]);
        way.Reverse();
        return way;
    }
}
