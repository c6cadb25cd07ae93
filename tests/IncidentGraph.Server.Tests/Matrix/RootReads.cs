namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>How each field of Query is asked for all that it could show of the private scene: its arguments, once or more.</summary>
internal static class RootReads
{
    private const string All = "first: 100";

    public static IReadOnlyList<string> Of(string field, Stage stage)
    {
        var hidden = stage[Scene.Private];
        return field switch
        {
            "viewer" or "eventCursor" or "severities" => [""],
            "search" => [$"text: \"{Stage.Secret}\", {All}"],
            "postmortem" => [Id(hidden["Postmortem"]), $"incidentNumber: {hidden["Reviewed number"]}"],
            "postmortems" or "followUps" or "apiKeys" => [All],
            "apiKey" => [Id(hidden["ApiKey"])],
            "node" => [Id(hidden["Incident"])],
            "nodes" => [$"ids: [\"{hidden["Incident"]}\", \"{hidden["Merged incident"]}\"]"],
            "incident" => [Id(hidden["Incident"]), Id(hidden["Number"]), $"number: {hidden["Number"]}"],
            "incidents" => [All, $"{All}, where: {{ isPrivate: {{ eq: true }} }}", $"{All}, where: {{ number: {{ eq: {hidden["Number"]} }} }}"],
            "service" => [Id(hidden["Service"])],
            "services" or "teams" or "users" => [All],
            "severity" => ["level: 1"],
            "events" => ["last: 100", $"last: 100, where: {{ incident: {{ number: {{ eq: {hidden["Number"]} }} }} }}"],
            "team" => ["key: \"crew\""],
            "user" => ["handle: \"participant\""],
            _ => throw new InvalidOperationException($"Query.{field} is new: say in {nameof(RootReads)} how to ask it for what is private."),
        };
    }

    private static string Id(string id) => $"id: \"{id}\"";
}
