using System.Security.Cryptography;
using System.Text;
using IncidentGraph.Server.Auth.Development;

namespace IncidentGraph.Server.Telemetry;

/// <summary>
/// Prometheus' text at <c>/metrics</c>, for who has the token of <see cref="TelemetryOptions.MetricsToken"/>. Without that setting it is not
/// there, but in Development for this machine.
/// </summary>
internal sealed class MetricsEndpoint(TelemetryOptions options, IHostEnvironment environment)
{
    public const string Path = "/metrics";

    private const string Scheme = "Bearer ";

    /// <summary>Of the header; compared by hashes, so that neither time nor length tells anything.</summary>
    private readonly byte[]? _expected = string.IsNullOrEmpty(options.MetricsToken) ? null : Hash(options.MetricsToken);

    public static bool IsServed(TelemetryOptions options, IHostEnvironment environment) =>
        !string.IsNullOrEmpty(options.MetricsToken) || environment.IsDevelopment();

    public void Use(WebApplication app)
    {
        if (IsServed(options, environment))
            app.MapWhen(IsAsked, branch => branch.Use(GuardAsync).UseOpenTelemetryPrometheusScrapingEndpoint(_ => true));
    }

    private static bool IsAsked(HttpContext context) => HttpMethods.IsGet(context.Request.Method) && context.Request.Path == Path;

    private Task GuardAsync(HttpContext context, RequestDelegate next)
    {
        if (_expected is null ? Loopback.IsDirect(context) : Holds(context, _expected))
            return next(context);
        if (_expected is not null)
            context.Response.Headers.WWWAuthenticate = Scheme.TrimEnd();
        context.Response.StatusCode = _expected is null ? StatusCodes.Status404NotFound : StatusCodes.Status401Unauthorized;
        return Task.CompletedTask;
    }

    private static bool Holds(HttpContext context, byte[] expected)
    {
        var header = context.Request.Headers.Authorization.ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            && CryptographicOperations.FixedTimeEquals(Hash(header[Scheme.Length..].Trim()), expected);
    }

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
