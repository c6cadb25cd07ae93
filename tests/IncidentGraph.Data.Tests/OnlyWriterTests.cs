using System.Text.RegularExpressions;

namespace IncidentGraph.Data.Tests;

/// <summary>SaveChanges guards itself; statements that go around the change tracker are looked for in the source.</summary>
public sealed partial class OnlyWriterTests
{
    private static readonly string[] Writers =
    [
        "src/IncidentGraph.Data/Commits/",
        "src/IncidentGraph.Data/IncidentDbContext.cs",
        "src/IncidentGraph.Data/Migrator.cs",

        // A restore puts rows back as they were, and nothing is decided.
        "src/IncidentGraph.Data/Archives/RestoreTarget.cs",
        "src/IncidentGraph.Data/Archives/TableWriter.cs",

        // PRAGMAs of the connection.
        "src/IncidentGraph.Data/Providers/SqliteConnectionSetup.cs",
    ];

    [Fact]
    public void Nothing_outside_of_Commit_writes_to_the_database()
    {
        var root = Root();
        var offenders = Directory.EnumerateFiles(Path.Combine(root, "src"), "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(root, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal))
            .Where(file => !Writers.Any(writer => file.Path.StartsWith(writer, StringComparison.Ordinal)))
            .Where(file => Writing().IsMatch(file.Text))
            .Select(file => file.Path);

        Assert.Empty(offenders);
    }

    [Fact]
    public void The_pattern_finds_what_writes() =>
        Assert.All(
            Directory.EnumerateFiles(Path.Combine(Root(), "src/IncidentGraph.Data/Commits"), "*Table.cs"),
            file => Assert.Matches(Writing(), File.ReadAllText(file)));

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "IncidentGraph.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside of the repository.");
    }

    [GeneratedRegex(@"SaveChanges(?!Failed)|ExecuteUpdate|ExecuteDelete|ExecuteSql|ExecuteNonQuery|IsInCommit", RegexOptions.None, 1000)]
    private static partial Regex Writing();
}
