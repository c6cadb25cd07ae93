namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>Everything that the files of a catalog hold: people, teams, then services with their dependencies.</summary>
internal sealed class BackstageImport(Catalog catalog, Origin origin, ImportSession session)
{
    private const int AtOnce = 200;

    private readonly CatalogPeople _people = new(origin, catalog);
    private readonly KnownReferences _known = new(session, origin.Source);

    public async Task RunAsync(CancellationToken ct)
    {
        var teams = new CatalogTeams(origin, catalog, _people);
        await WriteAsync(Headings.Users, [.. catalog.Users], UsersAsync, ct);
        await WriteAsync(Headings.Teams, [.. catalog.Groups], (chunk, token) => TeamsAsync(teams, chunk, token), ct);
        var services = new CatalogServices(origin, catalog, teams);
        await WriteAsync(Headings.Services, [.. catalog.Services], (chunk, token) => ServicesAsync(services, chunk, token), ct);
    }

    private async Task WriteAsync(
        string what, List<Reference> references, Func<Reference[], CancellationToken, Task<List<ImportStep>>> steps, CancellationToken ct)
    {
        session.Progress.Begin(what, references.Count);
        foreach (var chunk in references.Chunk(AtOnce))
            await session.Writer.WriteAsync(await steps(chunk, ct), ct);
    }

    private async Task<List<ImportStep>> UsersAsync(Reference[] users, CancellationToken ct)
    {
        var known = await _known.AmongAsync(users, ct);
        return [.. users.Where(u => !IsUnchanged(Headings.Users, u, known.ContainsKey(u))).Select(_people.Step)];
    }

    private async Task<List<ImportStep>> TeamsAsync(CatalogTeams teams, Reference[] groups, CancellationToken ct)
    {
        var known = await _known.AmongAsync(groups, ct);
        return [.. groups.Where(g => !IsUnchanged(Headings.Teams, g, known.GetValueOrDefault(g) == teams.FingerprintOf(g))).Select(teams.Step)];
    }

    private async Task<List<ImportStep>> ServicesAsync(CatalogServices services, Reference[] references, CancellationToken ct)
    {
        List<Reference> named = [.. references.Concat(references.SelectMany(catalog.Edges).Select(e => e.Target)).Distinct()];
        var known = await _known.AmongAsync(named, ct);
        var registered = await services.RegisteredAsync(session, named.Where(r => catalog.Find(r) is null && !known.ContainsKey(r)), ct);
        bool IsThere(Reference reference) => catalog.Find(reference) is not null || known.ContainsKey(reference) || registered.Contains(reference);
        var steps = new List<ImportStep>();
        foreach (var reference in references)
        {
            if (!IsThere(reference))
            {
                foreach (var edge in catalog.Edges(reference))
                    session.Report.Skip("dependencies of what is neither in the files nor a service here", $"{reference} → {edge.Target}");
                continue;
            }

            var edges = Possible(reference, IsThere);
            if (IsUnchanged(Headings.Services, reference, known.GetValueOrDefault(reference) == services.FingerprintOf(reference, edges)))
                CountUnchanged(reference, edges);
            else
                steps.Add(services.Step(reference, edges));
        }

        return steps;
    }

    private List<Edge> Possible(Reference reference, Predicate<Reference> isThere)
    {
        var possible = new List<Edge>();
        foreach (var edge in catalog.Edges(reference))
        {
            if (isThere(edge.Target))
                possible.Add(edge);
            else
                session.Report.Skip("dependencies on what is neither in the files nor a service here", $"{reference} → {edge.Target}");
        }

        return possible;
    }

    /// <summary>With what the service names: the team that owns it may be described nowhere.</summary>
    private void CountUnchanged(Reference reference, List<Edge> edges)
    {
        edges.ForEach(edge => session.Report.Count(Headings.Dependencies, $"{reference} → {edge.Target}", Fate.Unchanged));
        if (catalog.Find(reference)?.Owner is { Kind: EntityKinds.Group } owner)
            session.Report.Count(Headings.Teams, $"{owner}", Fate.Unchanged);
    }

    private bool IsUnchanged(string what, Reference reference, bool isUnchanged)
    {
        if (!isUnchanged)
            return false;
        session.Report.Count(what, $"{reference}", Fate.Unchanged);
        session.Progress.Advance(1);
        return true;
    }
}
