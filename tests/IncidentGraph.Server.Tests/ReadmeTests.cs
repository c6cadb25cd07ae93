using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using IncidentGraph.Server.Settings;
using IncidentGraph.Server.Tests.Schema;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Tests;

public sealed partial class ReadmeTests
{
    private static readonly string _root = FindRoot();

    internal static string Text { get; } = File.ReadAllText(Path.Combine(_root, "README.md"));

    /// <summary>The labels of each metric.</summary>
    internal static Dictionary<string, string[]> Metrics => Table("Metric").ToDictionary(
        row => row.Key, row => row.Value.Split([',', ' ', '`'], StringSplitOptions.RemoveEmptyEntries));

    [Fact]
    public void Every_setting_is_in_the_table_with_its_default()
    {
        var table = Table("Setting");

        Assert.All(Settings(), setting => Assert.Equal(
            (setting.Key, setting.Default), (setting.Key, table.GetValueOrDefault(setting.Key, "is missing"))));
    }

    [Fact]
    public void Every_setting_in_the_table_exists()
    {
        var settings = Settings().Select(setting => setting.Key);

        Assert.Empty(Table("Setting").Keys.Except(settings));
    }

    [Fact]
    public void The_table_of_error_codes_is_complete_and_has_no_others()
    {
        var constants = typeof(ErrorCodes).GetFields().Select(field => (string)field.GetRawConstantValue()!); // all are constants
        var literals = Directory.GetFiles(Path.Combine(_root, "src", "IncidentGraph.Server"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => RequestError().Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value);

        Assert.Equal(constants.Concat(literals).Distinct().Order(), Table("`extensions.code`").Keys.Order());
    }

    [Fact]
    public void Every_error_of_a_payload_is_named() =>
        Assert.All(ContractReader.Implementers("Error"), type => Assert.Contains($"`{type.Name}`", Text));

    [Fact]
    public void Every_folder_that_it_lays_out_is_there() =>
        Assert.All(Table("Folder").Keys.Except(["http/"]), folder => Assert.True(Directory.Exists(Path.Combine(_root, folder)), folder));

    /// <summary>The second column of a table, by the first, which is code.</summary>
    private static Dictionary<string, string> Table(string heading) => Text
        .Split('\n')
        .SkipWhile(line => !line.StartsWith($"| {heading} |", StringComparison.Ordinal))
        .Skip(2)
        .TakeWhile(line => line.StartsWith('|'))
        .Select(line => line.Split('|', StringSplitOptions.TrimEntries))
        .ToDictionary(cells => cells[1].Trim('`'), cells => cells[2].Trim('`'));

    private static IEnumerable<(string Key, string Default)> Settings() =>
        from section in SettingsSections.All
        let defaults = Activator.CreateInstance(section.Options)
        from property in SettingProperties.Of(section.Options)
        select ($"{section.Name}:{property.Name}", Write(property.GetValue(defaults)));

    private static string Write(object? value) => value switch
    {
        null or ICollection { Count: 0 } => "",
        TimeSpan time => time.ToString("c", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        IConvertible plain => plain.ToString(CultureInfo.InvariantCulture),
        IEnumerable list => string.Join(", ", list.Cast<object>()),
        _ => value.ToString() ?? "",
    };

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "README.md")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException($"There is no README.md above {AppContext.BaseDirectory}.");
    }

    [GeneratedRegex("(RequestException\\(\\s*|\\? |const string \\w+ = )\"(?<code>[A-Z]+(_[A-Z]+)+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RequestError();
}
