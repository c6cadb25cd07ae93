using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Clients;

/// <summary>Clients that others wrote, each with a suite of its own in <c>tests/IncidentGraph.Clients</c>, against the program with its demonstration data.</summary>
public sealed class ClientTests(ClientTests.Stage stage) : IClassFixture<ClientTests.Stage>
{
    public static TheoryData<string> Suites => [.. NodeSuite.All];

    [SkippableTheory]
    [MemberData(nameof(Suites))]
    public async Task A_client_of_the_ecosystem_finds_what_it_expects(string suite)
    {
        await NodeSuite.SkipUnlessInstalledAsync();

        var (exitCode, output) = await NodeSuite.RunAsync(suite, await stage.Address);

        Assert.True(exitCode == 0, output);
    }

    /// <summary>One server for all suites, started by the first.</summary>
    public sealed class Stage : IAsyncLifetime
    {
        private readonly Lazy<Task<RunningProgram>> _program = new(RunningProgram.StartAsync);

        public Task<Uri> Address => AddressAsync();

        public Task InitializeAsync() => Task.CompletedTask;

        public async Task DisposeAsync()
        {
            if (_program.IsValueCreated)
                await (await _program.Value).DisposeAsync();
        }

        private async Task<Uri> AddressAsync() => (await _program.Value).Address;
    }
}
