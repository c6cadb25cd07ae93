using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Postmortems;
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
            Postmortem postmortem => OfPostmortem(postmortem),
            _ => [],
        }).Where(field => field.Text.Length > 0)];

    private static IEnumerable<SearchField> OfIncident(Incident incident) =>
    [
        new("number", SearchPlace.Name, incident.Number.ToString()),
        new("title", SearchPlace.Title, incident.Title),
        Body("summary", incident.Summary),
        Body("customerImpact", incident.CustomerImpact),
        .. All("symptoms", incident.Symptoms),
        .. All("errorMessages", incident.ErrorMessages),
    ];

    private static IEnumerable<SearchField> OfService(Service service) =>
    [
        new("key", SearchPlace.Name, service.Key),
        new("name", SearchPlace.Title, service.Name),
        Body("description", service.Description),
        .. All("tags", service.Tags.Select(tag => tag.Tag)),
    ];

    private static IEnumerable<SearchField> OfPostmortem(Postmortem postmortem) =>
    [
        Body("summary", postmortem.Summary),
        Body("rootCause", postmortem.RootCause),
        Body("customerImpact", postmortem.CustomerImpact),
        .. All("whatWorked", postmortem.WhatWorked),
        .. All("whatDidNotWork", postmortem.WhatDidNotWork),
        .. All("whereWeGotLucky", postmortem.WhereWeGotLucky),
        .. All("lessons", postmortem.Lessons),
        .. All("faultTree", postmortem.FaultTree.Select(entry => entry.Text)),
    ];

    private static IEnumerable<SearchField> All(string name, IEnumerable<string> texts) => texts.Select(text => Body(name, text));

    private static SearchField Body(string name, string? text) => new(name, SearchPlace.Body, text ?? "");
}
