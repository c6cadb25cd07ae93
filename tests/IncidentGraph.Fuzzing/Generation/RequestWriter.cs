using System.Globalization;
using System.Text;
using IncidentGraph.Fuzzing.Wire;

namespace IncidentGraph.Fuzzing.Generation;

/// <summary>Well-formed HTTP around an operation, for the cases whose fault is inside.</summary>
internal sealed class RequestWriter(Dice dice, Target target)
{
    private static readonly string[] _accepts =
        ["application/graphql-response+json", "application/json", "*/*", "application/graphql-response+json, application/json;q=0.9", "text/event-stream", "application/json, text/event-stream"];

    private static readonly string[] _roles = ["admin", "admin", "responder", "viewer", "anonymous"];

    /// <summary>The header lines that say who asks.</summary>
    public string Identity(string role) => target.Tokens.TryGetValue(role, out var token)
        ? $"Authorization: Bearer {token}\r\n"
        : "X-Forwarded-For: 203.0.113.7\r\n"; // who comes from elsewhere is not taken for the demonstration's viewer

    public string AnyIdentity() => Identity(dice.Pick(_roles));

    public Script Post(string kind, string json, byte[]? tail = null)
    {
        byte[] body = [.. Encoding.UTF8.GetBytes(json), .. tail ?? []];
        var head = Head("POST", "/graphql", string.Create(CultureInfo.InvariantCulture, $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n"));
        return new Script(kind, [new Step.Send([.. head, .. body])], Ending.Answers);
    }

    public Script Get(string kind, Document document)
    {
        var address = $"/graphql?query={Escape(document.Text)}{(document.Variables is { } variables ? $"&variables={Escape(variables)}" : "")}";
        return new Script(kind, [new Step.Send(Head("GET", address, ""))], Ending.Answers);
    }

    private byte[] Head(string method, string address, string more) => Encoding.ASCII.GetBytes(
        $"{method} {address} HTTP/1.1\r\nHost: {target.Host}\r\nAccept: {dice.Pick(_accepts)}\r\n{AnyIdentity()}{more}\r\n");

    // Lone surrogates have no escapes; what stands for them is as good.
    private static string Escape(string text) => Uri.EscapeDataString(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)));
}
