namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>All entities of the files, and what they say of each other, whichever end said it.</summary>
internal sealed class Catalog
{
    private readonly Dictionary<Reference, Entity> _entities = [];
    private readonly Dictionary<Reference, Dictionary<Reference, Edge>> _edges = [];
    private readonly Dictionary<Reference, HashSet<Reference>> _members = [];

    public Catalog(IReadOnlyList<ReadEntity> entities, Findings findings)
    {
        foreach (var (entity, _) in entities)
        {
            if (!_entities.TryAdd(entity.Reference, entity))
                findings.Note("entities that are there twice: the first counts", $"{entity.Reference}");
        }

        foreach (var (entity, relations) in entities)
        {
            foreach (var relation in relations)
                Relate(entity.Reference, relation.Relation, Found(relation.Target), findings);
        }
    }

    /// <summary>Users and groups that the files describe, and groups that only have members.</summary>
    public IEnumerable<Reference> Users => _entities.Keys.Where(r => r.Kind == EntityKinds.User);

    public IEnumerable<Reference> Groups => _entities.Keys.Where(r => r.Kind == EntityKinds.Group).Union(_members.Keys);

    /// <summary>What the files describe or give a dependency, in the order in which keys are given.</summary>
    public IEnumerable<Reference> Services => _entities.Keys.Union(_edges.Keys)
        .Where(r => EntityKinds.Services.Contains(r.Kind))
        .OrderBy(r => ((List<string>)[.. EntityKinds.Services]).IndexOf(r.Kind));

    public Entity? Find(Reference reference) => _entities.GetValueOrDefault(reference);

    public IReadOnlyCollection<Edge> Edges(Reference source) => _edges.TryGetValue(source, out var edges) ? edges.Values : [];

    public IReadOnlyCollection<Reference> Members(Reference group) => _members.GetValueOrDefault(group) ?? [];

    /// <summary>A reference without a kind means the first of that name.</summary>
    private Reference Found(Reference reference) => reference.IsExact || _entities.ContainsKey(reference)
        ? reference
        : EntityKinds.Services.Select(kind => reference with { Kind = kind }).FirstOrDefault(_entities.ContainsKey) ?? reference;

    private void Relate(Reference own, string relation, Reference other, Findings findings)
    {
        switch (relation)
        {
            case Relations.DependsOn or Relations.ConsumesApi or Relations.ApiProvidedBy:
                Connect(own, other, isCritical: true, findings);
                break;
            case Relations.DependencyOf or Relations.ApiConsumedBy or Relations.ProvidesApi:
                Connect(other, own, isCritical: true, findings);
                break;
            case Relations.HasPart:
                Connect(own, other, isCritical: false, findings);
                break;
            case Relations.PartOf:
                Connect(other, own, isCritical: false, findings);
                break;
            case Relations.MemberOf:
                Join(own, other);
                break;
            case Relations.HasMember:
                Join(other, own);
                break;
        }
    }

    private void Connect(Reference source, Reference target, bool isCritical, Findings findings)
    {
        if (!EntityKinds.Services.Contains(source.Kind) || !EntityKinds.Services.Contains(target.Kind))
            return; // of a system in its domain, a team in another
        if (source == target)
        {
            findings.Skip("entities that depend on themselves", $"{source}");
            return;
        }

        if (!_edges.TryGetValue(source, out var edges))
            _edges[source] = edges = [];
        if (!edges.TryGetValue(target, out var known) || (isCritical && !known.IsCritical))
            edges[target] = new(target, isCritical);
    }

    private void Join(Reference user, Reference group)
    {
        if (user.Kind != EntityKinds.User || group.Kind != EntityKinds.Group)
            return;
        if (!_members.TryGetValue(group, out var members))
            _members[group] = members = [];
        members.Add(user);
    }
}
