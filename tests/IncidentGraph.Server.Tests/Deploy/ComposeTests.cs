using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;
using IncidentGraph.Server.Tests.Architecture;
using YamlDotNet.Serialization;

namespace IncidentGraph.Server.Tests.Deploy;

/// <summary>What docker-compose reads from the file; nothing is started.</summary>
public sealed partial class ComposeTests
{
    private static readonly (string Name, string Value)[] Environment =
    [
        ("ACCEPT_EULA", "Y"), ("SQL_PASSWORD", "Geheim-1;=x"), ("OIDC_AUTHORITY", "https://id.example"), ("OIDC_AUDIENCE", "incidents"),
    ];

    [SkippableFact]
    public async Task The_server_starts_when_the_database_is_migrated_and_is_watched()
    {
        var (exitCode, output, error) = await Compose(Environment);
        Assert.True(exitCode == 0, error);
        var services = Map(Map(new DeserializerBuilder().Build().Deserialize<object>(output))["services"]);
        var (database, migrate, server) = (Map(services["database"]), Map(services["migrate"]), Map(services["server"]));

        Assert.Equal("service_healthy", Map(Map(migrate["depends_on"])["database"])["condition"]);
        Assert.Equal("service_completed_successfully", Map(Map(server["depends_on"])["migrate"])["condition"]);
        Assert.Equal(new List<object> { "migrate" }, migrate["command"]);
        Assert.Contains("database", Assert.IsType<List<object>>(database["volumes"])[0].ToString()!, StringComparison.Ordinal);
        Assert.All([database, server], service => Assert.NotEmpty(Map(service["healthcheck"])));
        Assert.EndsWith("Password=\"Geheim-1;=x\"", Map(server["environment"])["Database__ConnectionString"].ToString(), StringComparison.Ordinal);
        Assert.Equal(Map(server["environment"])["Database__ConnectionString"], Map(migrate["environment"])["Database__ConnectionString"]);
    }

    [SkippableTheory]
    [InlineData("ACCEPT_EULA")]
    [InlineData("SQL_PASSWORD")]
    [InlineData("OIDC_AUTHORITY")]
    [InlineData("OIDC_AUDIENCE")]
    public async Task What_has_to_be_set_is_asked_for(string missing)
    {
        var (exitCode, _, error) = await Compose(Environment.Where(variable => variable.Name != missing));

        Assert.NotEqual(0, exitCode);
        Assert.Contains("set it to", error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_secret_is_written_down() => Assert.All(
        Secret().Matches(File.ReadAllText(Path.Combine(House.Root, "docker-compose.yml"))),
        secret => Assert.StartsWith("${", secret.Groups["value"].Value, StringComparison.Ordinal));

    private static async Task<(int ExitCode, string Output, string Error)> Compose(IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("docker-compose", ["-f", "docker-compose.yml", "config"])
        {
            WorkingDirectory = House.Root,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        foreach (var (name, _) in Environment)
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            using var process = Process.Start(start)!; // null only when a shell starts it
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync();
            return (process.ExitCode, await output, await error);
        }
        catch (Win32Exception)
        {
            Skip.If(true, "docker-compose is not installed.");
            throw;
        }
    }

    private static Dictionary<object, object> Map(object yaml) => Assert.IsType<Dictionary<object, object>>(yaml);

    [GeneratedRegex("(?i)(password|token|secret|key)\\w*(: |=)\"?(?<value>\\S+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Secret();
}
