using System.Buffers.Text;
using System.Text;

namespace IncidentGraph.Fuzzing.Generation;

/// <summary>What stands in the places of scalars: mostly what means something to the demonstration data, else what lies at an edge.</summary>
internal sealed class Words(Dice dice, SchemaModel schema)
{
    /// <summary>Never those whose tokens are used: they would deactivate each other.</summary>
    private static readonly string[] _handles = ["mei.tanaka", "jonas.weber", "leila.haddad", "tomas.herrera", "grace.kimani", "nobody"];

    private static readonly string[] _services = ["checkout", "orders-db", "payment-gateway", "cart", "pricing", "search", "cdn", "returns", "nothing"];
    private static readonly string[] _teams = ["payments", "orders", "platform", "identity", "catalogue", "storefront", "none"];
    private static readonly string[] _signatures = ["-declaredAt", "-number", "+key", "+handle", "+place", "-place", "-startedAt", "-createdAt", "+title", "-severity", "+dueAt", "", "-"];

    private static readonly string[] _oddTexts =
    [
        "", " ", "\0", "\ud800", "\udc00x", "a\u0301\u202e\u200d", "\ufeff", "\u2028", "😀", "%", "_", "[", "*", "\"", "'", "'' OR 1=1 --", "a* OR \"b", "NEAR(a b)", "-a", "a:b", "^", "(",
        ")", "{}", "${x}", "\\", "\n", "\t\r\n", "\u007f", "ẞ", "ı", "İ", "null", "true", "0", "../../etc/passwd", "<script>", "ﷺ", "\udbff\udfff", "\uffff", "e\u0301",
    ];

    private static readonly string[] _integers =
    [
        "0", "-0", "-1", "1", "2", "100", "101", "2147483647", "-2147483648", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808", "1e2", "1.0", "1e400", "0.1",
        "123456789012345678901234567890", "-1e-400", "00", "0x1",
    ];

    private static readonly string[] _moments =
    [
        "2026-01-01T00:00:00Z", "2024-02-29T23:59:59.999+14:00", "0001-01-01T00:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59-12:00",
        "1969-12-31T23:59:60Z", "2025-02-30T00:00:00Z", "2025-01-01", "2025-01-01T24:00:00Z", "2025-01-01T00:00:00", "2025-01-01t00:00:00z", "2025-01-01T00:00:00.123456789012345678901Z", "-2025-01-01T00:00:00Z",
        "12025-01-01T00:00:00Z", "2025-W01-1T00:00:00Z", "T", "2025-01-01T00:00:00+99:99", "2025-01-01T00:00Z", "٢٠٢٥-01-01T00:00:00Z",
    ];

    private static readonly string[] _durations =
        ["PT0S", "PT15M", "P1D", "-PT1S", "P10675199DT2H48M5.4775807S", "P10675200D", "P1Y", "PT", "P", "PT1e3S", "PT0.0000001S", "P99999999999999999999D", "T1H", "PT1H1", "PT-1S", "P1W"];

    private static readonly string[] _addresses =
        ["https://x.example/", "http://[::1]:99999/", "javascript:alert(1)", "https://", "//x.example", "https://x.example/\0", "https://\ud800.example/", "http:x", "https://user:pass@x.example:0/?#", "HTTPS://X.EXAMPLE/é", "https://xn--/"];

    public Value Of(string scalar, string name) => scalar switch
    {
        "Int" => Integer(name),
        "Float" => new Value.Literal(dice.Pick(_integers)),
        "Boolean" => new Value.Literal(dice.Chance(50) ? "true" : "false"),
        "ID" => Id(name),
        "DateTime" => new Value.Text(dice.Chance(60) ? Moment() : dice.Pick(_moments)),
        "Duration" => new Value.Text(dice.Chance(40) ? $"PT{dice.Below(500)}M" : dice.Pick(_durations)),
        "URL" => new Value.Text(dice.Chance(60) ? $"https://x{dice.Below(100)}.example/" : dice.Pick(_addresses)),
        _ => Text(name),
    };

    /// <summary>Mostly ordinary, now and then at an edge.</summary>
    public string AnyText()
    {
        if (dice.Chance(70))
            return $"{dice.Pick(_services)} {dice.Pick(_teams)} {dice.Below(1000)}";
        return dice.Below(4) switch
        {
            0 => string.Concat(Enumerable.Range(0, dice.Between(1, 5)).Select(_ => dice.Pick(_oddTexts))),
            1 => string.Concat(Enumerable.Repeat(dice.Pick(_oddTexts), dice.Between(1, 300))),
            2 => new string((char)dice.Below(0x10000), dice.Between(1, 12)),
            _ => dice.Pick(_oddTexts),
        };
    }

    public string OddText() => dice.Pick(_oddTexts);

    public string OddNumber() => dice.Pick(_integers);

    private static bool Has(string name, string part) => name.Contains(part, StringComparison.OrdinalIgnoreCase);

    private Value Integer(string name)
    {
        if (name is "first" or "last")
            return new Value.Literal(dice.Chance(93) ? $"{dice.Between(1, 4)}" : dice.Pick(_integers));
        return new Value.Literal(dice.Chance(80) ? $"{dice.Between(0, 30)}" : dice.Pick(_integers));
    }

    private Value Text(string name)
    {
        if (name is "after" or "before")
            return dice.Chance(40) ? new Value.Literal("null") : new Value.Text(Cursor());
        return new Value.Text(name switch
        {
            _ when dice.Chance(15) => AnyText(),
            "key" => dice.Pick(_services),
            "handle" => dice.Pick(_handles),
            "idempotencyKey" => $"k{dice.Below(50)}",
            "prefix" => "igk_0k3v9x2m7q5a",
            _ => AnyText(),
        });
    }

    private Value Id(string name)
    {
        var key = name switch
        {
            _ when Has(name, "user") || Has(name, "owner") || Has(name, "assignee") || Has(name, "commander") => dice.Pick(_handles),
            _ when Has(name, "service") || Has(name, "dependsOn") => dice.Pick(_services),
            _ when Has(name, "team") => dice.Pick(_teams),
            _ when Has(name, "severity") => $"{dice.Below(6)}",
            _ => $"{dice.Between(0, 80)}",
        };
        return dice.Below(10) switch
        {
            < 6 => new Value.Text(key),
            6 or 7 => new Value.Text(GlobalId(Has(name, "user") ? "Service" : dice.Pick(schema.NodeTypes), dice.Chance(70) ? key : AnyText())),
            8 => new Value.Text(AnyText()),
            _ => new Value.Literal(dice.Pick(_integers)),
        };
    }

    private string Moment() => $"{dice.Between(2024, 2027)}-{dice.Between(1, 12):00}-{dice.Between(1, 28):00}T{dice.Below(24):00}:{dice.Below(60):00}:00Z";

    private static string GlobalId(string type, string key) => Encode($"{type}:{key}");

    private string Cursor() => dice.Below(6) switch
    {
        0 => "origin",
        1 => AnyText(),
        2 => Base64Url.EncodeToString(dice.Bytes(dice.Between(0, 40))),
        3 => Encode($"[\"{dice.Pick(_signatures)}\"]"),
        _ => Encode($"[\"{dice.Pick(_signatures)}\",{string.Join(',', Enumerable.Range(0, dice.Between(1, 3)).Select(_ => CursorKey()))}]"),
    };

    private string CursorKey() => dice.Below(4) switch
    {
        0 => new Value.Text(AnyText()).ToJson(),
        1 => "1735689600000",
        2 => dice.Pick(_integers),
        _ => $"{dice.Below(50)}",
    };

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
