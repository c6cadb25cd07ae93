using System.Text.Json;
using IncidentGraph.Server.Health;
using IncidentGraph.Server.Tests.Architecture;

namespace IncidentGraph.Server.Tests.Deploy;

/// <summary>No image is built here: what can be known of it without one.</summary>
public sealed class DockerfileTests
{
    private static readonly string Folder = Path.Combine(House.Root, "src", "IncidentGraph.Server");

    /// <summary>A line that ends in a backslash goes on in the next.</summary>
    private static readonly string[] Lines = File.ReadAllText(Path.Combine(Folder, "Dockerfile")).Replace("\\\n", "", StringComparison.Ordinal).Split('\n');

    /// <summary>The image below has ICU and what .NET needs of the system, but not .NET.</summary>
    private static readonly string[] Wanted = ["--self-contained", "-p:InvariantGlobalization=false", "-p:PublishReadyToRun=true", "-p:PublishReadyToRunComposite=true"];

    [Fact]
    public void Whatever_it_copies_is_there() =>
        Assert.All(Copied(), path => Assert.True(Path.Exists(Path.Combine(House.Root, path)), path));

    [Fact]
    public void It_restores_from_all_projects_that_the_server_is_made_of() =>
        Assert.All(House.All, assembly => Assert.Contains($"src/{assembly.GetName().Name}/{assembly.GetName().Name}.csproj", Copied()));

    [Fact]
    public void What_is_left_out_of_the_context_is_no_part_of_it()
    {
        var kept = File.ReadAllLines(Path.Combine(House.Root, ".dockerignore")).Where(line => line.StartsWith('!')).Select(line => line[1..]).ToList();

        Assert.All(Copied(), path => Assert.Contains(kept, k => path == k || path.StartsWith($"{k}/", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_runs_the_server_as_nobody_special_on_an_image_with_icu()
    {
        var server = House.Server.GetName().Name;

        Assert.Matches("^mcr.microsoft.com/dotnet/runtime-deps:10.0-.*chiseled-extra$", Last("FROM"));
        Assert.True(int.Parse(Last("USER")) > 0);
        Assert.Equal([$"./{server}"], JsonSerializer.Deserialize<string[]>(Last("ENTRYPOINT"))!);
        Assert.Equal([$"./{server}", HealthCommand.Create().Name], JsonSerializer.Deserialize<string[]>(Last("HEALTHCHECK").Split("CMD")[1])!);
        Assert.Contains(Lines, line => line.StartsWith("RUN dotnet publish", StringComparison.Ordinal)
            && Wanted.All(option => line.Contains($" {option} ", StringComparison.Ordinal)));
    }

    private static List<string> Copied() =>
    [
        .. Lines.Where(line => line.StartsWith("COPY ", StringComparison.Ordinal) && !line.Contains("--from", StringComparison.Ordinal))
            .SelectMany(line => line.Split(' ')[1..^1])
            .Select(path => path.TrimEnd('/')),
    ];

    private static string Last(string instruction) =>
        Lines.Last(line => line.StartsWith($"{instruction} ", StringComparison.Ordinal))[instruction.Length..].Trim();
}
