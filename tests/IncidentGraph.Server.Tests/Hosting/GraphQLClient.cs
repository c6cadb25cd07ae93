using System.Net.Http.Headers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>One caller, by POST with application/json. Answers are read, never judged: see <see cref="Answer"/>.</summary>
public sealed class GraphQLClient(HttpClient http, string? token)
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const string Errors = "errors { __typename ... on Error { message code field remedy } }";

    public string? Token => token;

    public Task<Answer> Send(string query, object? variables = null, string? operationName = null) =>
        SendBody(JsonSerializer.Serialize(new { query, variables, operationName }, _json));

    /// <summary>The body as it is, for what a serializer would mend.</summary>
    public async Task<Answer> SendBody(string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.SendAsync(request);
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    /// <summary>The data of a query that must succeed.</summary>
    public async Task<JsonElement> Query(string query, object? variables = null) => (await Send(query, variables)).Data;

    /// <summary>One mutation by its name; its payload with cursor and errors.</summary>
    public async Task<Payload> Mutate(string mutation, object input, string selection = "", string errorSelection = "")
    {
        var type = char.ToUpperInvariant(mutation[0]) + mutation[1..] + "Input";
        var errors = errorSelection.Length == 0 ? Errors : Errors.Replace("} }", $"}} {errorSelection} }}", StringComparison.Ordinal);
        var document = $"mutation($input: {type}!) {{ {mutation}(input: $input) {{ {selection} cursor {errors} }} }}";
        return new Payload((await Send(document, new { input })).Data.GetProperty(mutation));
    }
}
