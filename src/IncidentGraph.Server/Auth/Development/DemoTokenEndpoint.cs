using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Auth.Development;

/// <summary><c>GET /demo/token?role=</c>: a ready token for request files, scripts and the IDE, to this machine only.</summary>
internal static class DemoTokenEndpoint
{
    public const string Path = "/demo/token";

    public static IResult Get(HttpContext context, DemoTokens tokens, string? role, string? format)
    {
        if (!Loopback.IsDirect(context))
            return Results.NotFound();

        if (!IsRole(role, out var wanted))
            return Results.Text($"role must be one of: {Names()}\n", statusCode: StatusCodes.Status400BadRequest);

        context.Response.Headers.CacheControl = "no-store";
        var person = DemoPerson.Of(wanted);
        var (token, expiresAt) = tokens.For(person);
        return string.Equals(format, "json", StringComparison.OrdinalIgnoreCase)
            ? Results.Json(new { role = person.RoleName, name = person.Name, token, expiresAt })
            : Results.Text(token);
    }

    private static string Names() => string.Join(", ", DemoPerson.All.Select(person => person.RoleName));

    // By name only: Enum.Parse would take numbers too.
    private static bool IsRole(string? name, out UserRole role)
    {
        var person = DemoPerson.All.FirstOrDefault(person => string.Equals(person.RoleName, name, StringComparison.OrdinalIgnoreCase));
        role = person?.Role ?? default;
        return person is not null;
    }
}
