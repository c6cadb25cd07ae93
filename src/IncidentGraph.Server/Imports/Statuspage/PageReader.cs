using System.Text.Json;
using IncidentGraph.Data.Imports;

namespace IncidentGraph.Server.Imports.Statuspage;

/// <summary>Takes a row of the page's JSON apart.</summary>
internal static class PageReader
{
    /// <summary>Null without an id that can be kept.</summary>
    public static PageComponent? Component(JsonElement row) => Component(row, "id");

    /// <summary>Null without an id that can be kept.</summary>
    public static PageIncident? Incident(JsonElement row) => Id(row, "id") is not { } id ? null : new PageIncident(id)
    {
        Name = row.Text("name"),
        Status = row.Word("status"),
        Impact = row.Word("impact"),
        PageId = row.Text("page_id"),
        Address = row.Text("shortlink"),
        CreatedAt = row.Time("created_at"),
        StartedAt = row.Time("started_at"),
        UpdatedAt = row.Time("updated_at"),
        ResolvedAt = row.Time("resolved_at"),
        IsScheduled = row.Time("scheduled_for") is not null || row.Word("impact") == "maintenance",
        Components = [.. row.Items("components").Select(Component).OfType<PageComponent>().DistinctBy(c => c.Id)],
        Updates = [.. row.Items("incident_updates").Select(Update)],
    };

    private static PageUpdate Update(JsonElement row) => new(
        Id(row, "id"), row.Word("status"), row.Text("body"), row.Time("display_at") ?? row.Time("created_at"), [.. Statuses(row)]);

    private static IEnumerable<PageComponentStatus> Statuses(JsonElement row) =>
        from status in row.Items("affected_components")
        let component = Component(status, "code")
        where component is not null
        select new PageComponentStatus(component, status.Word("new_status"));

    private static PageComponent? Component(JsonElement row, string idField) => Id(row, idField) is not { } id ? null : new PageComponent(id, row.Text("name") ?? id)
    {
        Description = row.Text("description"),
        GroupId = row.Text("group_id"),
        IsGroup = row.Flag("group"),
    };

    private static string? Id(JsonElement row, string field) => row.Text(field) is { Length: < ExternalId.MaxId / 2 } id ? id : null;
}
