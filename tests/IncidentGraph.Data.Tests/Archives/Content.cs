using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Tests.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;

namespace IncidentGraph.Data.Tests.Archives;

/// <summary>A little of what people do, with what is hard to carry: references ahead and within a table, odd letters, and far times.</summary>
internal static class Content
{
    public static async Task MakeAsync(DataHost host)
    {
        var commands = new DomainCommands(host);
        await commands.DefineSeverities();
        var ada = await commands.Invite("ada");
        await commands.DefineTeam("core", ada);
        await commands.Register("gateway", "core");
        await commands.Register("checkout", "core", "web", "gold");
        await commands.OnService("checkout", async (work, service) =>
            service.AddDependency(work.Act, (await work.ServiceByKeyAsync("gateway", default))!, DependencyKind.Hard)); // Registered above.
        foreach (var title in (string[])["Über \"alles\"\\ 😀\r\n\u2028", "מִלָּה", new string('z', TextRules.Title)])
            await commands.Declare("checkout", new DeclareIncident { Title = title.ReplaceLineEndings(" "), Summary = title, Symptoms = [title] });
        await commands.OnIncident(1, (work, incident, all) => Done(incident.RecordWhy(work.Act, "x")));
        await commands.OnIncident(1, (work, incident, all) => Done(incident.PostUpdate(work.Act, all, Audience.Internal, "+1 < 2 & 3")));
        await commands.OnIncident(1, (work, incident, all) => Done(incident.AddTask(work.Act, new AddTask { Title = "Call", IsRequired = false, DueAt = work.Act.At.AddHours(1) })));
        await commands.OnIncident(1, async (work, incident, all) => incident.Merge(work.Act, all, (await work.IncidentAsync(3, default))!));
        await commands.OnIncident(2, (work, incident, all) => Done(incident.ChangeVisibility(work.Act, true, "Names")));
        await DeactivateAsync(host, await commands.Invite("gone"), by: ada);
    }

    private static async Task DeactivateAsync(DataHost host, long id, long by)
    {
        var result = await host.Run(new Command
        {
            By = new Caller(by, "ada Ünal", UserRole.Admin, new HashSet<long>()),
            Decide = async (work, ct) =>
                new Decision((await work.UserAsync(id, ct))!.Deactivate(work.Act, "Works elsewhere now"), []), // Invited before.
        });
        Assert.True(result.IsAccepted);
    }

    private static Task<IReadOnlyList<DomainError>> Done(IReadOnlyList<DomainError> errors) => Task.FromResult(errors);
}
