using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Search;

public sealed class SearchTests(Servers servers) : IClassFixture<Servers>
{
    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Each_kind_of_object_is_found_by_each_of_its_texts(DatabaseProvider provider)
    {
        var admin = await AdminAsync(provider);
        string[] words = [.. Enumerable.Range(0, 8).Select(i => Finder.Coin($"word{i}"))];
        var incident = await admin.Declare(new
        {
            title = $"Payments {words[0]}",
            summary = $"All {words[1]} fail",
            customerImpact = $"Nobody {words[2]} anything",
            symptoms = new[] { "Slow", $"Also {words[3]}" },
            errorMessages = new[] { $"java.lang.{words[4]}Exception", $"E-{words[5]}" },
        });
        var service = await admin.Register(new { name = $"The {words[0]} gateway", description = $"Takes {words[6]}", tags = new[] { words[7] } });
        (await admin.Mutate("postIncidentUpdate", new { id = incident.Key, audience = "EXECUTIVE", body = $"We know of {words[1]}" })).Accepted();

        Assert.Equal([$"Service {service.Key}", $"Incident {incident.Key}"], (await admin.Find(words[0])).Names);
        Assert.Equal([$"IncidentUpdate We know of {words[1]}", $"Incident {incident.Key}"], (await admin.Find(words[1])).Names);
        foreach (var word in (string[])[words[2], words[3], $"java.lang.{words[4]}exception", words[5], $"E-{words[5].ToUpperInvariant()}"])
            Assert.Equal([$"Incident {incident.Key}"], (await admin.Find(word)).Names);
        foreach (var word in (string[])[words[6], words[7], service.Key])
            Assert.Equal([$"Service {service.Key}"], (await admin.Find(word)).Names);
        Assert.Equal([$"Incident {incident.Key}"], (await admin.Find(words[0], ["INCIDENT", "INCIDENT_UPDATE"])).Names);
        Assert.Empty((await admin.Find(words[0], [])).Names);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task What_is_changed_is_found_by_its_new_words_only(DatabaseProvider provider)
    {
        var admin = await AdminAsync(provider);
        var (before, after, kept) = (Finder.Coin("before"), Finder.Coin("after"), Finder.Coin("kept"));
        var incident = await admin.Declare(new { title = before, summary = kept, symptoms = new[] { kept } });
        var service = await admin.Register(new { name = before, tags = new[] { kept } });

        (await admin.Mutate("updateIncident", new { id = incident.Key, title = after })).Accepted();
        (await admin.Mutate("updateService", new { id = service.Key, name = after, tags = new[] { after } })).Accepted();
        (await admin.Mutate("acknowledgeIncident", new { id = incident.Key })).Accepted();

        Assert.Empty((await admin.Find(before)).Names);
        Assert.Equal([$"Incident {incident.Key}"], (await admin.Find(kept)).Names);
        Assert.Equal([$"Service {service.Key}", $"Incident {incident.Key}"], (await admin.Find(after)).Names);
        (await admin.Mutate("updateIncident", new { id = incident.Key, summary = (string?)null, symptoms = new[] { "none" } })).Accepted();
        Assert.Empty((await admin.Find(kept)).Names);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_refused_change_leaves_no_words(DatabaseProvider provider)
    {
        var admin = await AdminAsync(provider);
        var word = Finder.Coin("refused");
        var incident = await admin.Declare();

        (await admin.Mutate("updateIncident", new { id = incident.Key, title = word, expectedVersion = 99 })).Refused("VersionConflictError");

        Assert.Empty((await admin.Find(word)).Names);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task All_words_have_to_be_found_and_the_best_and_newest_come_first(DatabaseProvider provider)
    {
        var admin = await AdminAsync(provider);
        var (a, b) = (Finder.Coin("pay"), Finder.Coin("gate"));
        var bodyOnce = await admin.Declare(new { summary = $"{a} of the {b}" });
        var bodyOften = await admin.Declare(new { summary = $"{a} of the {b}", errorMessages = new[] { $"{a}: {b}!" } });
        var title = await admin.Declare(new { title = $"{b} for {a}" });
        var inARow = await admin.Declare(new { title = $"{a}-{b}" });
        var newer = await admin.Declare(new { summary = $"{a} of the {b}" });
        await admin.Declare(new { title = a, summary = "lacks the other" });

        string[] expected = [inARow.Key, title.Key, bodyOften.Key, newer.Key, bodyOnce.Key];
        var found = await admin.Find($"{a.ToUpperInvariant()} {b}");
        Assert.Equal(expected, found.Names.Select(n => n.Split(' ')[1]));
        Assert.Equal(5, found.TotalCount);
        var scores = found.Edges.Select(e => e.GetProperty("score").GetDouble()).ToList();
        Assert.Equal(scores.OrderDescending(), scores);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task A_number_or_a_key_finds_its_object_first(DatabaseProvider provider)
    {
        var admin = await AdminAsync(provider);
        var incident = await admin.Declare();
        await admin.Declare(new { title = $"{incident.Key} {incident.Key} like {incident.Key}", summary = $"See {incident.Key}" });
        var service = await admin.Register();
        await admin.Declare(new { title = $"{service.Key} fails: {service.Key}", summary = service.Key });

        Assert.Equal($"Incident {incident.Key}", (await admin.Find(incident.Key)).Names[0]);
        Assert.Equal($"Incident {incident.Key}", (await admin.Find($" #{incident.Key} ")).Names[0]);
        Assert.Equal($"Service {service.Key}", (await admin.Find(service.Key)).Names[0]);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Quotes_hyphens_and_stars_are_understood(DatabaseProvider provider)
    {
        var admin = await AdminAsync(provider);
        var (a, b) = (Finder.Coin("left"), Finder.Coin("right"));
        var near = await admin.Declare(new { summary = $"The {a} {b} side" });
        var apart = await admin.Declare(new { summary = $"{a} and {b}", symptoms = new[] { b, a } });

        Assert.Equal([near.Key], Numbers(await admin.Find($"\"{a} {b}\"")));
        Assert.Equal([near.Key], Numbers(await admin.Find($"{a}-{b}")));
        Assert.Equal([near.Key], Numbers(await admin.Find($"\"{a} {b[..^1]}*\"")));
        Assert.Equal([near.Key, apart.Key], Numbers(await admin.Find($"{a} {b}")));
        Assert.Equal(2, (await admin.Find($"{a[..^1]}*")).TotalCount);
        Assert.Equal(0, (await admin.Find(a[..^1])).TotalCount);
        Assert.Empty((await admin.Find($"\"{b} {a}")).Names); // symptoms are no neighbours
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Case_accents_and_scripts_make_no_difference(DatabaseProvider provider)
    {
        var admin = await AdminAsync(provider);
        var mark = Finder.Coin("m");
        var incident = await admin.Declare(new { title = $"Zahlung über Straße ÉCLAIR Ёлка 支付网关超时 خطأ في الدفع {mark} 🔥" });

        foreach (var text in (string[])["ZAHLUNG uber strasse", "éclair", "eclair", "елка", "网关", "\"支付网关\"", "الدفع", "ｅｃｌａｉｒ", "🔥", "e\u0301clair"])
            Assert.Equal([incident.Key], Numbers(await admin.Find($"{mark} {text}")));
        Assert.Empty((await admin.Find($"{mark} 关网")).Names);
    }

    [SkippableTheory, ClassData(typeof(Databases))]
    public async Task Hits_show_where_they_are(DatabaseProvider provider)
    {
        var admin = await AdminAsync(provider);
        var word = Finder.Coin("Börse");
        var filler = string.Concat(Enumerable.Repeat("und so weiter ", 100));
        await admin.Declare(new { title = $"<b>{word}</b> steht", summary = $"{filler}die {word} {filler}" });

        var highlights = (await admin.Find(word.Replace("ö", "o", StringComparison.Ordinal))).Highlights;

        Assert.Equal($"title: <b>[{word}]</b> steht", highlights[0]);
        Assert.StartsWith("summary: …", highlights[1]);
        Assert.Contains($" die [{word}] und so", highlights[1]);
        Assert.EndsWith("…", highlights[1]);
        Assert.InRange(highlights[1].Length, 150, 250);
        Assert.Equal(2, highlights.Count);
    }

    private static IEnumerable<string> Numbers(Found found) => found.Names.Select(n => n.Split(' ')[1]);

    private async Task<GraphQLClient> AdminAsync(DatabaseProvider provider) => (await servers.On(provider)).As("searcher", Persona.Admin);
}
