using IncidentGraph.Domain;
using IncidentGraph.Domain.Services;

namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>Takes the documents of a catalog file apart. A list of entities, as the catalog's API answers, is read too.</summary>
internal sealed class EntityReader(string path, Findings findings)
{
    private const string ApiVersion = "backstage.io/";
    private const string SourceLocation = "backstage.io/source-location";

    public IEnumerable<ReadEntity> Read(Yaml document)
    {
        if (document.IsMap && document.Field("items") is { IsMap: false, Elements.Count: > 0 } list && document.Field("kind") is null)
            document = list;
        return document.IsMap || document.Value is not null ? Single(document) : document.Elements.SelectMany(Single);
    }

    private IEnumerable<ReadEntity> Single(Yaml row)
    {
        var which = $"{path}, line {row.Line}";
        var kind = row.Text("kind")?.ToLowerInvariant();
        if (!row.IsMap || kind is null || row.Text("apiVersion")?.StartsWith(ApiVersion, StringComparison.OrdinalIgnoreCase) != true)
            findings.Skip("documents that are no Backstage entities", which);
        else if (kind is not (EntityKinds.Group or EntityKinds.User) && !EntityKinds.Services.Contains(kind))
            findings.Note($"entities of kind {PlainText.Line(kind, 40)}: left out, there is nothing like it here", which);
        else if (Named(row, kind) is not { } reference)
            findings.Skip("entities without a correct name", which);
        else
            yield return Entity(row, reference);
    }

    private static Reference? Named(Yaml row, string kind)
    {
        var metadata = row.Field("metadata");
        return metadata?.Text("name") is { } name ? Reference.Of(kind, metadata.Text("namespace") ?? Reference.DefaultNamespace, name) : null;
    }

    private ReadEntity Entity(Yaml row, Reference reference)
    {
        var metadata = row.Field("metadata");
        var spec = row.Field("spec");
        var profile = spec?.Field("profile");
        var relations = RelationsOf(row, spec, reference).Distinct().ToList();
        var title = profile?.Text("displayName") ?? metadata?.Text("title") ?? metadata?.Text("name");
        var entity = new Entity(reference, PlainText.Line(title, TextRules.Name) ?? reference.Name)
        {
            Description = PlainText.Of(metadata?.Text("description"), TextRules.Long),
            Lifecycle = LifecycleOf(spec?.Text("lifecycle"), reference),
            Owner = relations.Find(r => r.Relation == Relations.OwnedBy)?.Target,
            Tags = [.. TagsOf(metadata, spec, reference).Distinct(StringComparer.Ordinal).Take(TextRules.Tags)],
            Links = [.. LinksOf(metadata).DistinctBy(l => l.Url).Take(TextRules.Links)],
            Email = PlainText.Line(profile?.Text("email"), TextRules.Email),
        };
        return new(entity, relations);
    }

    private IEnumerable<EntityRelation> RelationsOf(Yaml row, Yaml? spec, Reference reference)
    {
        foreach (var (field, relation, kind) in Relations.InSpec)
        {
            foreach (var target in Targets(spec?.Items(field) ?? [], kind, reference))
                yield return new(relation, target);
        }

        foreach (var relation in row.Items("relations").Where(r => r.Text("type") is not null))
        {
            foreach (var target in Targets([.. relation.Items("targetRef"), .. relation.Items("target")], EntityKinds.Component, reference))
                yield return new(relation.Text("type")!.ToLowerInvariant(), target); // not null, see above
        }
    }

    /// <summary>Texts, or maps of kind, namespace and name.</summary>
    private IEnumerable<Reference> Targets(IReadOnlyList<Yaml> items, string kind, Reference own)
    {
        foreach (var item in items)
        {
            var target = item.IsMap
                ? Reference.Of(item.Text("kind") ?? kind, item.Text("namespace") ?? own.Namespace, item.Text("name") ?? "")
                : Reference.Parse(item.Value, kind, own.Namespace);
            if (target is not null)
                yield return target;
            else
                findings.Skip("references that name nothing", $"{own}: {PlainText.Line(item.Value, 60) ?? "?"}");
        }
    }

    private ServiceLifecycle? LifecycleOf(string? text, Reference reference)
    {
        switch (text?.ToLowerInvariant())
        {
            case null:
                return null;
            case "experimental":
                return ServiceLifecycle.Experimental;
            case "production":
                return ServiceLifecycle.Production;
            case "deprecated":
                return ServiceLifecycle.Deprecated;
            default:
                findings.Note($"entities of the unknown lifecycle '{PlainText.Line(text, 40)}': taken as in production", $"{reference}");
                return null;
        }
    }

    private static IEnumerable<string> TagsOf(Yaml? metadata, Yaml? spec, Reference reference)
    {
        IEnumerable<string?> tags = [.. metadata?.Texts("tags") ?? [], spec?.Text("type"), reference.Kind == EntityKinds.Component ? null : reference.Kind];
        return tags.Select(tag => PlainText.Line(tag, TextRules.Tag)?.ToLowerInvariant()).OfType<string>();
    }

    private static IEnumerable<Link> LinksOf(Yaml? metadata)
    {
        IEnumerable<(string? Label, string? Url)> links =
        [
            .. (metadata?.Items("links") ?? []).Select(l => (l.Text("title"), l.Text("url"))),
            ("Source", metadata?.Field("annotations")?.Text(SourceLocation)?.Replace("url:", "", StringComparison.Ordinal)),
        ];
        return links.Where(l => l.Url is { Length: <= TextRules.Url } url && TextRules.IsWebAddress(url) && TextRules.IsStorable(url))
            .Select(l => new Link(PlainText.Line(l.Label, TextRules.Label) ?? new Uri(l.Url!).Host, l.Url!)); // not null, see above
    }
}
