using System.Text.Json;
using System.Text.RegularExpressions;

namespace IncidentGraph.Server.Tests.Http;

/// <summary>Fills in <c>{{…}}</c>: variables of the file, parts of earlier answers, the time.</summary>
internal sealed partial class Placeholders(IReadOnlyDictionary<string, string> variables, string host)
{
    private const string WholeBody = "response.body.*";
    private const string Path = "response.body.$.";

    private readonly Dictionary<string, string> _answers = [];

    public void Remember(string name, string answer) => _answers[name] = answer;

    public string Fill(string text) => Mark().Replace(text, mark => Value(mark.Groups["what"].Value.Trim()));

    private string Value(string what)
    {
        if (what == "host")
            return host;
        if (variables.TryGetValue(what, out var value))
            return value;
        if (what == "$timestamp")
            return $"{TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()}";
        return what.StartsWith("$datetime iso8601 ", StringComparison.Ordinal) ? Moment(what.Split(' ')) : OfAnswer(what);
    }

    private static string Moment(string[] words)
    {
        var amount = int.Parse(words[2]);
        var span = words[3] switch
        {
            "h" => TimeSpan.FromHours(amount),
            "m" => TimeSpan.FromMinutes(amount),
            _ => throw new FormatException($"There is no unit {words[3]}."),
        };
        return $"{TimeProvider.System.GetUtcNow() + span:O}";
    }

    private string OfAnswer(string what)
    {
        var (name, part) = (what[..what.IndexOf('.')], what[(what.IndexOf('.') + 1)..]);
        if (part == WholeBody)
            return _answers[name];
        var value = JsonDocument.Parse(_answers[name]).RootElement;
        return part[Path.Length..].Split('.').Aggregate(value, (at, step) => at.GetProperty(step)).ToString();
    }

    [GeneratedRegex(@"\{\{(?<what>[^{}]+)\}\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Mark();
}
