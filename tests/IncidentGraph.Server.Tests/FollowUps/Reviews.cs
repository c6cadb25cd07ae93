using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Server.Tests.FollowUps;

/// <summary>Postmortems for follow-ups to hang on, through the API like anybody else.</summary>
internal static class Reviews
{
    /// <summary>An incident that is over, with a postmortem in DRAFT.</summary>
    public static async Task<Review> Review(this GraphQLClient client, object? incident = null)
    {
        var declared = await client.Declare(incident);
        (await client.Mutate("resolveIncident", new { id = declared.Id })).Accepted();
        var postmortem = (await client.Mutate("startPostmortem", new { incidentId = declared.Id }, "postmortem { id }"))["postmortem"];
        return new Review(declared, postmortem.Text("id"));
    }

    /// <summary>Adds a follow-up and answers its id.</summary>
    public static async Task<string> FollowUp(this GraphQLClient client, Review review, object? fields = null)
    {
        var input = new Dictionary<string, object?>(StringComparer.Ordinal) { ["postmortemId"] = review.PostmortemId, ["title"] = Arrange.Unique("Follow-up") };
        foreach (var property in fields?.GetType().GetProperties() ?? [])
            input[property.Name] = property.GetValue(fields);
        return (await client.Mutate("addFollowUp", input, "followUp { id }"))["followUp"].Text("id");
    }

    /// <summary>Takes the postmortem through its whole life at once, as an import may.</summary>
    public static async Task Close(this TestServer server, Review review)
    {
        var result = await server.Services.GetRequiredService<Commit>().RunAsync(
            new Command
            {
                By = Caller.System,
                IsImport = true,
                Decide = async (work, ct) =>
                {
                    var incident = await work.IncidentAsync(review.Incident.Number, ct) ?? throw new InvalidOperationException("It was declared.");
                    var postmortem = await work.PostmortemAsync(review.Incident.Number, ct) ?? throw new InvalidOperationException("It was started.");
                    Func<Act, Incident, IReadOnlyList<DomainError>>[] steps = [postmortem.Submit, postmortem.Approve, postmortem.Publish, postmortem.Close];
                    return new Decision([.. steps.SelectMany(step => step(work.Act, incident))], []);
                },
            },
            CancellationToken.None);
        Assert.True(result.IsAccepted, string.Join(' ', result.Errors));
    }
}

/// <summary>A postmortem that a test started, and its incident.</summary>
internal sealed record Review(Declared Incident, string PostmortemId);
