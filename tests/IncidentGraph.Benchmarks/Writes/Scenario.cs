using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Benchmarks.Writes;

/// <param name="Name">What is measured.</param>
/// <param name="PrepareAsync">Arranges what one run needs, unmeasured; answers the run.</param>
internal sealed record Scenario(string Name, Func<Stage, Task<Func<Task>>> PrepareAsync)
{
    private const string Page =
        """
        { incidents(first: 50) { totalCount nodes {
          number title status severity { name } commander { displayName } services(first: 5) { nodes { key } } latestUpdate { body postedAt }
        } } }
        """;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("declareIncident", stage => Now(() => stage.Responder.Declare())),
        new("acknowledgeIncident", async stage => OnFresh(await stage.Responder.Declare(), id => Accepted(stage, "acknowledgeIncident", new { id }))),
        new("resolveIncident", async stage => OnFresh(await stage.Responder.Declare(), id => Accepted(stage, "resolveIncident", new { id }))),
        new("postIncidentUpdate", stage => Now(() => Accepted(stage, "postIncidentUpdate", new { id = stage.Incident.Id, audience = "INTERNAL", body = "We look" }))),
        new("addTimelineNote", stage => Now(() => Accepted(stage, "addTimelineNote", new { id = stage.Incident.Id, note = "Seen" }))),
        new("incidents, a page of 50", stage => Now(() => stage.Responder.Query(Page))),
        new("a change, until its subscriber has it", stage => Now(() => DeliverAsync(stage))),
    ];

    private static Task<Func<Task>> Now(Func<Task> run) => Task.FromResult(run);

    private static Func<Task> OnFresh(Declared incident, Func<string, Task> run) => () => run(incident.Id);

    private static async Task Accepted(Stage stage, string mutation, object input) => (await stage.Responder.Mutate(mutation, input)).Accepted();

    private static async Task DeliverAsync(Stage stage)
    {
        var told = stage.Live.Next();
        await Accepted(stage, "addTimelineNote", new { id = stage.Followed.Id, note = "Seen" });
        await told;
    }
}
