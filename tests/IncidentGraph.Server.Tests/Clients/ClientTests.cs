using IncidentGraph.Server.Tests.Auth;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Clients;

/// <summary>
/// Clients, tools and protocols that others wrote, each with a suite of its own in <c>tests/IncidentGraph.Clients</c>, against the program in
/// Production with tokens of a provider.
/// </summary>
public sealed class ClientTests(ClientTests.Stage stage) : IClassFixture<ClientTests.Stage>
{
    /// <summary>What README.md shows to somebody who has just started the program, with its demonstration: in Development.</summary>
    private const string OfNewcomers = "readme";

    public static TheoryData<string> Suites => [.. NodeSuite.All];

    [SkippableTheory]
    [MemberData(nameof(Suites))]
    public async Task A_client_of_the_ecosystem_finds_what_it_expects(string suite)
    {
        await NodeSuite.SkipUnlessInstalledAsync();
        var isOfNewcomers = suite == OfNewcomers;
        var server = await (isOfNewcomers ? stage.Newcomers : stage.Production);

        var (exitCode, output) = await NodeSuite.RunAsync(suite, server.Address, isOfNewcomers ? null : Stage.Tokens);

        Assert.True(exitCode == 0, output);
    }

    /// <summary>One server of each kind for all suites, started by the first.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        /// <summary>What the suites find there beside what they make: more than two pages of four.</summary>
        private const int Incidents = 10;

        /// <summary>The suites wait for these to be over.</summary>
        private static readonly (string Key, string? Value)[] _patience =
            [("Transport:ConnectionInitTimeout", "00:00:05"), ("Transport:KeepAlive", "00:00:01")];

        private readonly Lazy<Task<RunningProgram>> _newcomers = new(RunningProgram.StartAsync);
        private readonly Lazy<Task<RunningProgram>> _production = new(StartAsync);

        internal static Dictionary<string, string> Tokens { get; } = new(StringComparer.Ordinal)
        {
            ["viewer"] = Persona.Token("vera.lindqvist", Persona.Viewer, name: "Vera Lindqvist"),
            ["responder"] = Persona.Token("ravi.patel", Persona.Responder, name: "Ravi Patel"),
            ["admin"] = Persona.Token("ada.okafor", Persona.Admin, name: "Ada Okafor"),
        };

        internal Task<RunningProgram> Newcomers => _newcomers.Value;

        internal Task<RunningProgram> Production => _production.Value;

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            foreach (var program in (Lazy<Task<RunningProgram>>[])[_newcomers, _production])
            {
                if (program.IsValueCreated)
                    await (await program.Value).DisposeAsync();
            }
        }

        private static async Task<RunningProgram> StartAsync()
        {
            var program = await RunningProgram.StartAsync("Production", [.. TestTokens.Settings, .. _patience]);
            var admin = new GraphQLClient(program.Client, Tokens["admin"]);
            await admin.Register(new { key = "cdn", name = "Content delivery network" });
            for (var i = 0; i < Incidents; i++)
                await admin.Declare();
            return program;
        }
    }
}
