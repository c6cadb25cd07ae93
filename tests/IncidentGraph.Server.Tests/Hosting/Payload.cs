using System.Text.Json;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>What one mutation answered.</summary>
public sealed class Payload(JsonElement json)
{
    public JsonElement Json { get; } = json;

    public string? Cursor => Json.GetProperty("cursor").GetString();

    public bool IsAccepted => Json.GetProperty("errors").ValueKind == JsonValueKind.Null;

    /// <summary>The only error; fails the test unless there is exactly one.</summary>
    public JsonElement Error
    {
        get
        {
            var errors = Json.GetProperty("errors");
            Assert.True(errors.ValueKind == JsonValueKind.Array && errors.GetArrayLength() == 1, Json.ToString());
            return errors[0];
        }
    }

    /// <summary>A field of the payload; fails the test when the mutation was refused.</summary>
    public JsonElement this[string field]
    {
        get
        {
            Assert.True(IsAccepted, Json.ToString());
            return Json.GetProperty(field);
        }
    }

    /// <summary>Fails the test when the mutation was refused.</summary>
    public Payload Accepted()
    {
        Assert.True(IsAccepted, Json.ToString());
        return this;
    }

    /// <summary>Checks that this one error was answered, that it says what to do, and that nothing else was.</summary>
    public JsonElement Refused(string type, string? field = null)
    {
        Assert.Equal(type, Error.GetProperty("__typename").GetString());
        Assert.Equal(CodeOf(type), Error.GetProperty("code").GetString());
        Assert.NotEmpty(Error.GetProperty("message").GetString()!);
        Assert.NotEmpty(Error.GetProperty("remedy").GetString()!);
        if (field is not null)
            Assert.Equal(field, Path(Error.GetProperty("field")));
        Assert.All(Json.EnumerateObject().Where(p => p.Name != "errors"), p => Assert.Equal(JsonValueKind.Null, p.Value.ValueKind));
        return Error;
    }

    private static string? Path(JsonElement field) =>
        field.ValueKind == JsonValueKind.Null ? null : string.Join('.', field.EnumerateArray().Select(f => f.GetString()));

    private static string CodeOf(string type) => string.Concat(
        type[..^"Error".Length].Select((c, i) => i > 0 && char.IsUpper(c) ? $"_{c}" : $"{char.ToUpperInvariant(c)}"));
}
