using System.Text;
using System.Text.Json.Nodes;
using GraphQLParser.AST;
using IncidentGraph.Server.Tests.Schema;

namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>One wrong or unusual value in one place of a mutation's input.</summary>
/// <param name="Place">The path, for the message: <c>services.0.note</c>.</param>
/// <param name="Kind">What is unusual about it.</param>
/// <param name="Json">The whole input, as JSON that no serializer has mended.</param>
/// <param name="MustFail">Whether no mutation may accept it.</param>
internal sealed record BadInput(string Place, string Kind, string Json, bool MustFail);

/// <summary>Puts bad values into each place of an input type, those inside lists and nested inputs too.</summary>
internal static class BadInputs
{
    private const string LoneSurrogate = "LONE";

    private static readonly (string Kind, JsonNode? Value, bool MustFail)[] _strings =
    [
        ("empty", "", false), ("blank", " \t\n", false), ("too long", new string('x', 20_000), true), ("U+0000", "a\0b", true), ("lone surrogate", LoneSurrogate, true),
    ];

    private static readonly (string Kind, JsonNode? Value, bool MustFail)[] _urls =
    [
        ("script", "javascript:alert(1)", true), ("no address", "not a url", true), ("empty", "", true), ("too long", "https://x.example/" + new string('x', 20_000), true),
    ];

    private static readonly (string Kind, JsonNode? Value, bool MustFail)[] _times =
    [
        ("no time", "yesterday", true), ("far future", "9999-12-31T23:59:59.999Z", false), ("first year", "0001-01-01T00:00:00Z", false), ("empty", "", true),
    ];

    private static readonly (string Kind, JsonNode? Value, bool MustFail)[] _durations =
        [("no duration", "soon", true), ("negative", "-PT1H", true), ("endless", "P9999999999D", true)];

    private static readonly (string Kind, JsonNode? Value, bool MustFail)[] _numbers =
        [("least", int.MinValue, true), ("greatest", int.MaxValue, false), ("beyond", 3_000_000_000, true)];

    public static IEnumerable<BadInput> Of(string inputType, JsonObject valid, Scene scene)
    {
        foreach (var (path, type) in Places(inputType))
        {
            foreach (var (kind, value, mustFail) in Values(type, path[^1], scene))
                yield return new(string.Join('.', path), kind, Json(Put(valid, inputType, path, value, scene)), mustFail);
        }
    }

    /// <summary>Every text of the input that is free, each with this in it.</summary>
    public static IEnumerable<(string Place, JsonObject Input)> WithText(string inputType, JsonObject valid, string text, Scene scene) =>
        from place in Places(inputType)
        where place.Type == "String"
        select (string.Join('.', place.Path), (JsonObject)Put(valid, inputType, place.Path, text, scene));

    private static IEnumerable<(string Kind, JsonNode? Value, bool MustFail)> Values(string type, string name, Scene scene) => type switch
    {
        "ID" => Ids(name, scene),
        "String" when name is "title" or "name" or "displayName" or "label" => [.. _strings, ("two lines", "two\nlines", true)],
        "String" => _strings,
        "URL" => _urls,
        "DateTime" => _times,
        "Duration" => _durations,
        "Int" => _numbers,
        _ => [],
    };

    private static IEnumerable<(string, JsonNode?, bool)> Ids(string name, Scene scene) =>
    [
        ("unknown", Global("Incident:999999"), true), ("of another type", name.StartsWith("user", StringComparison.Ordinal) ? scene["Service"] : Global("Automation:1"), true),
        ("garbage", "∞'; --", true), ("empty", "", true), ("10,000 characters", new string('A', 10_000), true), ("U+0000", "\0", true), ("lone surrogate", LoneSurrogate, true),
    ];

    /// <summary>All places that hold a scalar: a list is entered through its first element.</summary>
    private static IEnumerable<(string[] Path, string Type)> Places(string inputType)
    {
        foreach (var field in Fields(inputType))
        {
            var name = field.Name.StringValue;
            var type = ContractReader.Print(field.Type);
            string[] path = type.StartsWith('[') ? [name, "0"] : [name];
            var named = type.Trim('[', ']', '!');
            if (ContractReader.Types.SingleOrDefault(t => t.Name == named) is GraphQLInputObjectTypeDefinition)
            {
                foreach (var (rest, inner) in Places(named))
                    yield return ([.. path, .. rest], inner);
            }
            else
            {
                yield return (path, named);
            }
        }
    }

    private static JsonNode Put(JsonObject input, string type, string[] path, JsonNode? value, Scene scene)
    {
        var copy = (JsonObject)input.DeepClone();
        var named = ContractReader.Print(Fields(type).Single(f => f.Name.Value == path[0]).Type).Trim('[', ']', '!');
        var isList = path.Length > 1 && path[1] == "0";
        var rest = path[(isList ? 2 : 1)..];
        var inner = rest.Length == 0 ? value?.DeepClone() : Put(Least(named, scene), named, rest, value, scene);
        copy[path[0]] = isList ? new JsonArray(inner) : inner;
        return copy;
    }

    /// <summary>What a nested input needs, and what says of which kind it is.</summary>
    private static JsonObject Least(string type, Scene scene) => new(Fields(type)
        .Where(f => (f.Type is GraphQLNonNullType && f.DefaultValue is null) || IsEnum(ContractReader.Print(f.Type)))
        .Select(f => KeyValuePair.Create(f.Name.StringValue, Scalar(f.Name.StringValue, ContractReader.Print(f.Type).TrimEnd('!'), scene))));

    private static JsonNode? Scalar(string name, string type, Scene scene) => type switch
    {
        "ID" => scene[name is "eventId" ? "Event" : "Service"],
        "String" => "cause",
        "URL" => "https://x.example/",
        "DateTime" => "2026-12-24T00:00:00Z",
        "Int" => 1,
        "Boolean" => true,
        _ => ContractReader.Types.SingleOrDefault(t => t.Name == type) is GraphQLEnumTypeDefinition values
            ? values.Values![^1].Name.StringValue // an enum has some
            : throw new InvalidOperationException($"Say in {nameof(BadInputs)} what a {type} may look like."),
    };

    private static bool IsEnum(string type) => ContractReader.Types.SingleOrDefault(t => t.Name == type.TrimEnd('!')) is GraphQLEnumTypeDefinition;

    private static IEnumerable<GraphQLInputValueDefinition> Fields(string type) =>
        ((GraphQLInputObjectTypeDefinition)ContractReader.Type(type)).Fields?.Items ?? [];

    private static string Json(JsonNode input) => input.ToJsonString().Replace(LoneSurrogate, "\\ud800", StringComparison.Ordinal);

    private static string Global(string id) => Convert.ToBase64String(Encoding.UTF8.GetBytes(id)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}
