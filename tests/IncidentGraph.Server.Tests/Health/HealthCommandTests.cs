using IncidentGraph.Data;
using IncidentGraph.Server.Tests.Commands;
using IncidentGraph.Server.Tests.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.Health;

public sealed class HealthCommandTests
{
    [Fact]
    public async Task It_tells_by_its_exit_code_whether_a_server_is_ready()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite, clock);
        var address = server.Address.ToString();

        var ready = await Typed.Run("health", "--address", address);
        await server.StopAsync();
        var gone = await Typed.Run("health", "--address", address);

        Assert.Equal((0, ""), (ready.ExitCode, ready.Error));
        Assert.Contains("\"Healthy\"", ready.Output, StringComparison.Ordinal);
        Assert.Equal((1, ""), (gone.ExitCode, gone.Output));
        Assert.Equal($"No server answers at {address}.", gone.Error.Trim());
    }

    [Fact]
    public async Task Of_a_server_that_is_not_ready_it_says_why()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var server = await TestServer.StartAsync(DatabaseProvider.Sqlite, clock);
        await HealthTests.StopFeed(server);
        clock.Advance(TimeSpan.FromSeconds(11));

        var typed = await Typed.Run("health", "--address", server.Address.ToString());

        Assert.Equal((1, ""), (typed.ExitCode, typed.Output));
        Assert.Contains("behind the log", typed.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("ftp://127.0.0.1")]
    public async Task What_is_no_address_is_refused(string address) =>
        (await Typed.Run("health", "--address", address)).IsRefused("--address takes an address such as http://127.0.0.1:8080.");
}
