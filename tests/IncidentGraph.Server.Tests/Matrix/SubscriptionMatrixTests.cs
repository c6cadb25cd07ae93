using System.Text;
using System.Text.Json;
using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Hosting;
using IncidentGraph.Server.Tests.Hosting.Conversations;
using IncidentGraph.Server.Tests.Live;
using IncidentGraph.Server.Tests.Schema;
using IncidentGraph.Testing;

namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>
/// Each subscription × everybody × a private and an open incident × every way that carries subscriptions, against a table written by hand: what
/// each tells, out of the log and live.
/// </summary>
[Collection(nameof(ReadOnly))]
public sealed class SubscriptionMatrixTests(Stages stages)
{
    private const string TheSecret = "the secret";
    private const string WhatAllMayKnow = "what all may know";
    private const string NotFound = "NOT_FOUND";

    [Fact]
    public void The_table_has_a_row_for_each_subscription_and_none_besides()
    {
        var served = ContractReader.Fields("Subscription").Select(f => f.Name.StringValue).Order(StringComparer.Ordinal);

        Assert.Equal(served, MayTable.OfSubscriptions.Keys.Order(StringComparer.Ordinal));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task A_subscription_is_open_to_exactly_those_whom_the_table_names_and_tells_each_no_more_than_they_may_know(DatabaseProvider provider)
    {
        var stage = await stages.On(provider);
        var after = await stage.Cast["admin"].EventCursor();
        await using var audience = new Audience();
        await HappenAsync(stage, "In the log");
        foreach (var (who, way) in Cast.Names.SelectMany(_ => WaysOn(provider), (who, way) => (who, way)))
        {
            var conversation = audience.Add(await stage.Cast.OpenLive(who, way));
            foreach (var seat in MayTable.OfSubscriptions.Keys.SelectMany(field => Seats(field, who, way, stage)))
                audience.Add(seat, await conversation.Follow(Document(seat.Field), new { after, id = seat.Incident }));
        }

        var wrong = await audience.ListenAsync("In the log");
        await HappenAsync(stage, "Live"); // each has read to the end of the log
        wrong.AddRange(await audience.ListenAsync("Live"));

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    /// <summary>The ways know no database: one of these sees them all.</summary>
    private static IReadOnlyList<Way> WaysOn(DatabaseProvider provider) => provider == DatabaseProvider.Sqlite ? Ways.OfSubscriptions : [Way.Socket];

    /// <summary>First what only insiders may know, then what all may: who has heard that has missed nothing before it.</summary>
    private static async Task HappenAsync(Stage stage, string when)
    {
        var admin = stage.Cast["admin"];
        (await admin.Mutate("addTimelineNote", new { id = stage[Scene.Private]["Incident"], note = $"{when}: {Stage.Secret}" })).Accepted();
        (await admin.Mutate("addTimelineNote", new { id = stage[Scene.Led]["Incident"], note = when })).Accepted();
    }

    /// <summary>For a field that follows one incident the private and the open one; else one for all incidents.</summary>
    private static IEnumerable<Seat> Seats(string field, string who, Way way, Stage stage)
    {
        var isInsider = Cast.Insiders.Contains(who);
        var refusal = MayTable.Holds(who, MayTable.OfSubscriptions[field]) ? null : who == "anonymous" ? "UNAUTHENTICATED" : "FORBIDDEN";
        if (!TakesId(field))
            return [new(field, who, way, null, refusal ?? (isInsider ? TheSecret : WhatAllMayKnow))];
        return
        [
            new(field, who, way, stage[Scene.Private]["Incident"], refusal ?? (isInsider ? TheSecret : NotFound)),
            new(field, who, way, stage[Scene.Led]["Incident"], refusal ?? WhatAllMayKnow),
        ];
    }

    private static bool TakesId(string field) =>
        ContractReader.Field("Subscription", field)!.Arguments?.Items.Any(a => a.Name.Value == "id") == true; // it is served

    private static string Document(string field)
    {
        var selection = $"event {{ __typename summary ... on TimelineNoteAdded {{ note }} }}{(field == "events" ? "" : " incident { id number title }")}";
        return TakesId(field)
            ? $"subscription($after: String, $id: ID) {{ {field}(after: $after, id: $id) {{ {selection} }} }}"
            : $"subscription($after: String) {{ {field}(after: $after) {{ {selection} }} }}";
    }

    /// <param name="Field">Of Subscription.</param>
    /// <param name="Who">Listens.</param>
    /// <param name="Way">How.</param>
    /// <param name="Incident">Its global id; null for all that there are.</param>
    /// <param name="Expected">What they are to hear, or the code that they are refused with.</param>
    private sealed record Seat(string Field, string Who, Way Way, string? Incident, string Expected);

    private sealed class Audience : IAsyncDisposable
    {
        private readonly List<LiveConversation> _conversations = [];
        private readonly List<(Seat Seat, Func<Task<JsonElement?>> Next)> _seats = [];

        public LiveConversation Add(LiveConversation conversation)
        {
            _conversations.Add(conversation);
            return conversation;
        }

        public void Add(Seat seat, Func<Task<JsonElement?>> next) => _seats.Add((seat, next));

        /// <summary>Everybody listens until they have heard of it, or that they may not; answers who heard something else than they should. Whoever was refused goes.</summary>
        public async Task<List<string>> ListenAsync(string when)
        {
            var wrong = new List<string>();
            foreach (var (seat, next) in _seats.ToList())
            {
                var heard = await HearAsync(next, seat.Expected == TheSecret && seat.Incident is not null ? $"{when}: {Stage.Secret}" : $"\"{when}\"");
                if (heard != seat.Expected)
                    wrong.Add($"{seat.Who} on {seat.Field} of {seat.Incident ?? "all"} by {seat.Way}, {when}: expected {seat.Expected}, heard {heard}");
                if (heard is not (TheSecret or WhatAllMayKnow))
                    _seats.Remove((seat, next));
            }

            return wrong;
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var conversation in _conversations)
                await conversation.DisposeAsync();
        }

        private static async Task<string> HearAsync(Func<Task<JsonElement?>> next, string until)
        {
            var said = new StringBuilder();
            while (!said.ToString().Contains(until, StringComparison.Ordinal))
            {
                if (await next() is not { } response)
                    return $"the end, after {said}";
                if (response.TryGetProperty("errors", out var errors))
                    return errors[0].GetProperty("extensions").Text("code");
                said.Append(response.GetRawText());
            }

            return said.ToString().Contains(Stage.Secret, StringComparison.Ordinal) ? TheSecret : WhatAllMayKnow;
        }
    }
}
