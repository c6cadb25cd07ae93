using System.Text.RegularExpressions;

namespace IncidentGraph.Fuzzing.Generation;

/// <summary>Puts what is wrong, huge, doubled or misshapen into JSON.</summary>
internal sealed partial class JsonMutation(Dice dice, Words words)
{
    private static readonly string[] _members =
    [
        "\"query\": null", "\"query\": \"{ __typename }\"", "\"query\": 1", "\"variables\": []", "\"variables\": null", "\"operationName\": \"\"", "\"operationName\": 5", "\"extensions\": {}",
        "\"extensions\": {\"persistedQuery\": {\"version\": 1, \"sha256Hash\": \"0\"}}", "\"extensions\": {\"persistedQuery\": null}", "\"extensions\": {\"persistedQuery\": {\"version\": \"1\", \"sha256Hash\": 1}}",
        "\"documentId\": \"x\"", "\"documentId\": {}", "\"__proto__\": {}", "\"\": 0", "\"v0\": 1", "\"input\": {\"id\": 1}",
    ];

    private static readonly string[] _scalars =
        ["null", "true", "{}", "[]", "\"\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\u0000\"", "NaN", "Infinity", "-", "01", "1.", "'a'", "\"\\x\"", "\"", "/* c */ 1", "[1,]", "{\"a\":1,}", "tru"];

    public string Apply(string json)
    {
        for (var left = dice.Between(1, 2); left > 0; left--)
            json = Once(json);
        return json;
    }

    private string Once(string json) => dice.Below(12) switch
    {
        0 or 1 or 2 => Scalar(json, _ => dice.Pick(_scalars)),
        3 => Scalar(json, _ => words.OddNumber()),
        4 => Scalar(json, _ => new Value.Text(words.AnyText()).ToJson()),
        5 => Scalar(json, value => $"[{value}, {value}]"),
        6 => Scalar(json, value => $"{{\"a\": {value}}}"),
        7 => Scalar(json, value => Nested(value)),
        8 => Member(json),
        9 => json[..dice.Below(json.Length + 1)],
        10 => json + dice.Pick(_scalars),
        _ => Scalar(json, value => "\"" + new string('x', dice.Chance(80) ? dice.Between(1, 5000) : 1_050_000) + "\""),
    };

    private string Nested(string value)
    {
        var count = dice.Chance(70) ? dice.Between(40, 80) : dice.Between(500, 100_000);
        return dice.Chance(50)
            ? new string('[', count) + value + new string(']', count)
            : string.Concat(Enumerable.Repeat("{\"and\":", count)) + value + new string('}', count);
    }

    // Of two members with one name, the last is taken, or the first: whichever it is, nothing else may go wrong.
    private string Member(string json)
    {
        var at = json.IndexOf('{', dice.Below(Math.Max(1, json.Length)));
        return at < 0 ? "{" + dice.Pick(_members) + "}" : json.Insert(at + 1, dice.Pick(_members) + ",");
    }

    private string Scalar(string json, Func<string, string> change)
    {
        var scalars = Scalars().Matches(json).Where(match => !match.Groups["name"].Success).ToList();
        if (scalars.Count == 0)
            return change(json);
        var scalar = scalars[dice.Below(scalars.Count)];
        return string.Concat(json.AsSpan(0, scalar.Index), change(scalar.Value), json.AsSpan(scalar.Index + scalar.Length));
    }

    [GeneratedRegex(@"(?<name>""(?>[^""\\]*(\\.[^""\\]*)*)""\s*:)|""(?>[^""\\]*(\\.[^""\\]*)*)""|-?\d[\d.eE+-]*|true|false|null", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Scalars();
}
