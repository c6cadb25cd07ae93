using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Search;
using IncidentGraph.Domain.Services;

namespace IncidentGraph.Data.Search;

/// <summary>
/// The words of one object, as <see cref="Words.Line"/> writes them: cut and folded by the program, so that each database
/// searches the same words. Written with the object, in its transaction.
/// </summary>
public sealed class SearchDocument
{
    /// <summary>Steps of the id, which is made of the object's own numbers so that nothing has to be looked up to find it.</summary>
    public const long OwnerStep = PartStep << 22;
    public const long PartStep = 1L << 3;

    public required long Id { get; init; }

    public required SearchType Type { get; init; }

    /// <summary>The object's key, as in its global id.</summary>
    public required string Key { get; init; }

    /// <summary>The incident it belongs to, whose visibility is its own.</summary>
    public required long? IncidentId { get; init; }

    /// <summary>When the object came into being; of hits as good as each other the newest comes first.</summary>
    public required DateTimeOffset HappenedAt { get; init; }

    /// <summary>The number or key alone; empty when there is none.</summary>
    public required string NameLine { get; set; }

    /// <summary>The title, then the number or key.</summary>
    public required string TitleLine { get; set; }

    public required string BodyLine { get; set; }

    /// <summary>Null for what nobody searches.</summary>
    public static SearchDocument? Of(object entity) => entity switch
    {
        Incident incident => Make(SearchType.Incident, incident, incident.Id, 0, $"{incident.Id}", incident.Id, incident.DeclaredAt),
        Service service => Make(SearchType.Service, service, service.Id, 0, $"{service.Id}", null, service.RegisteredAt),
        IncidentUpdate update => Make(
            SearchType.IncidentUpdate, update, update.IncidentId, update.Ordinal, $"{update.Id:N}", update.IncidentId, update.PostedAt),
        Postmortem review => Make(SearchType.Postmortem, review, review.Id, 0, $"{review.Id}", review.Id, review.StartedAt),
        _ => null,
    };

    private static SearchDocument Make(
        SearchType type, object entity, long owner, int part, string key, long? incidentId, DateTimeOffset happenedAt)
    {
        var fields = SearchFields.Of(entity).ToLookup(field => field.Place, field => field.Text);
        return new SearchDocument
        {
            Id = checked((owner * OwnerStep) + (part * PartStep) + (long)type),
            Type = type,
            Key = key,
            IncidentId = incidentId,
            HappenedAt = happenedAt,
            NameLine = Words.Line(fields[SearchPlace.Name]),
            TitleLine = Words.Line([.. fields[SearchPlace.Title], .. fields[SearchPlace.Name]]),
            BodyLine = Words.Line(fields[SearchPlace.Body]),
        };
    }
}
