using System.Net;
using System.Text.Json;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>What a server answered to one request.</summary>
public sealed class Answer(HttpStatusCode status, string text)
{
    public HttpStatusCode Status { get; } = status;

    public string Text { get; } = text;

    public JsonElement Body { get; } = JsonDocument.Parse(text).RootElement;

    /// <summary>Fails the test when there are errors.</summary>
    public JsonElement Data
    {
        get
        {
            Assert.False(Body.TryGetProperty("errors", out _), Text);
            return Body.GetProperty("data");
        }
    }

    /// <summary>The code of the request error that must be there, with a remedy and without data.</summary>
    public string RefusalCode
    {
        get
        {
            Assert.True(Body.TryGetProperty("errors", out var errors), Text);
            Assert.False(Body.TryGetProperty("data", out _), Text);
            return errors[0].GetProperty("extensions").GetProperty("code").GetString()!;
        }
    }

    public override string ToString() => Text;
}
