using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Services;

namespace IncidentGraph.Domain.Search;

/// <summary>The texts by which an object is found, in the order in which hits are shown.</summary>
public static class SearchFields
{
    /// <summary>Empty for what nobody searches.</summary>
    public static IReadOnlyList<SearchField> Of(object searched) =>
        [.. (searched switch
        {
            Incident incident => OfIncident(incident),
            Service service => OfService(service),
            IncidentUpdate update => [Body("body", update.Body)],
            _ => [],
        }).Where(field => field.Text.Length > 0)];

    private static IEnumerable<SearchField> OfIncident(Incident incident) =>
    [
        new("number", SearchPlace.Name, incident.Number.ToString()),
        new("title", SearchPlace.Title, incident.Title),
        Body("summary", incident.Summary),
        Body("customerImpact", incident.CustomerImpact),
        .. incident.Symptoms.Select(symptom => Body("symptoms", symptom)),
        .. incident.ErrorMessages.Select(message => Body("errorMessages", message)),
    ];

    private static IEnumerable<SearchField> OfService(Service service) =>
    [
        new("key", SearchPlace.Name, service.Key),
        new("name", SearchPlace.Title, service.Name),
        Body("description", service.Description),
        .. service.Tags.Select(tag => Body("tags", tag.Tag)),
    ];

    private static SearchField Body(string name, string? text) => new(name, SearchPlace.Body, text ?? "");
}
