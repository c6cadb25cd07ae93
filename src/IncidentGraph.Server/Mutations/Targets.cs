using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Domain.Services;
using IncidentGraph.Domain.Severities;
using IncidentGraph.Server.Nodes;

namespace IncidentGraph.Server.Mutations;

/// <summary>Finds what an input's id means: the global id or the human key of one type. What the caller may not see is not found.</summary>
internal static class Targets
{
    public static async Task<Incident?> FindIncidentAsync(this Work work, string id, CancellationToken ct)
    {
        var incident = await work.IncidentAsync(IncidentNumber(id), ct);
        return incident?.IsVisibleTo(work.Act.By) == true ? incident : null;
    }

    public static long IncidentNumber(string id) => GlobalId.NumberOf("Incident", id) ?? KeyText.Number(id);

    public static Task<Service?> FindServiceAsync(this Work work, string id, CancellationToken ct) =>
        GlobalId.NumberOf("Service", id) is { } number ? work.ServiceAsync(number, ct) : work.ServiceByKeyAsync(id, ct);

    public static Task<Severity?> FindSeverityAsync(this Work work, string id, CancellationToken ct) =>
        work.SeverityAsync((int)Math.Min(int.MaxValue, GlobalId.NumberOf("Severity", id) ?? KeyText.Number(id)), ct);

    public static Task<Team?> FindTeamAsync(this Work work, string id, CancellationToken ct) =>
        GlobalId.NumberOf("Team", id) is { } number ? work.TeamAsync(number, ct) : work.TeamByKeyAsync(id, ct);

    public static Task<User?> FindUserAsync(this Work work, string id, CancellationToken ct) =>
        GlobalId.NumberOf("User", id) is { } number ? work.UserAsync(number, ct) : work.UserByHandleAsync(id, ct);

    public static EntityRef Ref(this Postmortem postmortem) => EntityRef.Of("Postmortem", postmortem.Id);

    /// <summary>A postmortem with its incident, which decides who may know of it.</summary>
    public static Task<(Incident Incident, Postmortem Postmortem)?> FindPostmortemAsync(this Work work, string id, CancellationToken ct) =>
        work.FindReviewAsync(GlobalId.NumberOf("Postmortem", id) ?? KeyText.Number(id), ct);

    /// <param name="work">What the decision works with.</param>
    /// <param name="number">Of the incident.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<(Incident Incident, Postmortem Postmortem)?> FindReviewAsync(this Work work, long number, CancellationToken ct)
    {
        var incident = await work.IncidentAsync(number, ct);
        if (incident?.IsVisibleTo(work.Act.By) != true)
            return null;
        return await work.PostmortemAsync(number, ct) is { } postmortem ? (incident, postmortem) : null;
    }

    public static async Task<SeverityCatalog> CatalogAsync(this Work work, CancellationToken ct) =>
        new(await work.SeveritiesAsync(ct));
}
