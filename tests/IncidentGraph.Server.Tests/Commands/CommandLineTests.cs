using System.CommandLine;
using IncidentGraph.Data;
using IncidentGraph.Server.Commands;

namespace IncidentGraph.Server.Tests.Commands;

public sealed class CommandLineTests
{
    public static TheoryData<string> Commands { get; } = new(Paths(Program, ""));

    private static Command Program => ProgramCommand.Create([], (_, _) => Task.FromResult(0));

    [Theory]
    [InlineData]
    [InlineData("--Database:Provider=Sqlite", "--urls", "http://127.0.0.1:0", "--environment=Testing")]
    [InlineData("--Database:ConnectionString", "Data Source=x y.db", "--GraphQL:MaxFields=", "--GraphQL=", "--AllowedHosts=*")]
    public async Task Without_a_command_the_server_starts_with_its_settings(params string[] arguments)
    {
        var typed = await Typed.Run(arguments);

        Assert.Equal(0, typed.ExitCode);
        Assert.Equal(arguments, typed.Served);
    }

    [Theory]
    [InlineData("'frobnicate'", "frobnicate")]
    [InlineData("'--fast'", "--fast")]
    [InlineData("'--fast'", "migrate", "--fast")]
    [InlineData("'twice'", "migrate", "twice", "--Database:Provider=Sqlite")]
    [InlineData("'@file'", "@file")]
    public async Task What_nobody_knows_is_refused_in_one_line(string saying, params string[] arguments) =>
        (await Typed.Run(arguments)).IsRefused(saying);

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task Every_command_explains_itself_with_examples(string command)
    {
        var typed = await Typed.Run([.. command.Split(' ', StringSplitOptions.RemoveEmptyEntries), "--help"]);

        Assert.Equal(0, typed.ExitCode);
        Assert.Empty(typed.Error);
        Assert.Contains($"Examples:{Environment.NewLine}  incidentgraph {command}".TrimEnd(), typed.Output, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Every_option_and_argument_is_described(string command)
    {
        var at = command.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Aggregate(Program, (parent, name) => parent.Subcommands.Single(c => c.Name == name));

        Assert.All(at.Options, option => Assert.NotEmpty(option.Description!));
        Assert.All(at.Arguments, argument => Assert.NotEmpty(argument.Description!));
    }

    [Fact]
    public async Task Migrating_a_new_database_reports_to_stdout_and_repeating_it_finds_nothing_to_do()
    {
        var folder = Directory.CreateTempSubdirectory("incidentgraph-command-");
        var database = new DatabaseOptions { ConnectionString = $"Data Source={Path.Combine(folder.FullName, "new", "x.db")};Pooling=False" };

        var first = await Typed.Run(database, "migrate");
        var second = await Typed.Run(database, "migrate");

        Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        Assert.Matches("^The database is up to date: [1-9][0-9]* migrations applied.\n$", first.Output.ReplaceLineEndings("\n"));
        Assert.Equal("The database is up to date.\n", second.Output.ReplaceLineEndings("\n"));
        Assert.Null(first.Served);
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("--Database:Provider=Oracle", "Oracle")]
    [InlineData("--Database:ConnectionString=Data Source=/dev/null/x.db", "")]
    public async Task What_cannot_be_done_is_one_line_without_a_stack(string setting, string saying)
    {
        var typed = await Typed.Run("migrate", setting);

        Assert.Equal(1, typed.ExitCode);
        Assert.Empty(typed.Output);
        var line = Assert.Single(typed.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("incidentgraph migrate failed: ", line, StringComparison.Ordinal);
        Assert.Contains(saying, line, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Paths(Command command, string path) =>
        command.Subcommands.SelectMany(child => Paths(child, $"{path} {child.Name}".Trim())).Prepend(path);
}
