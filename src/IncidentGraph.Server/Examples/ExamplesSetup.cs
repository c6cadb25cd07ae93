using IncidentGraph.Server.Settings;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Examples;

/// <summary>Serves the status page at <c>/examples/status.html</c>: a client without any library, which asks and follows like all others.</summary>
public static class ExamplesSetup
{
    private const string Path = "/examples";

    /// <summary>Own scripts and styles only, and no text ever taken for markup.</summary>
    internal const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; "
        + "frame-ancestors 'none'; require-trusted-types-for 'script'";

    public static WebApplicationBuilder AddExamples(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<ExamplesOptions>();
        return builder;
    }

    public static WebApplication UseExamples(this WebApplication app)
    {
        if (app.Services.GetRequiredService<IOptions<ExamplesOptions>>().Value.IsEnabledIn(app.Environment))
        {
            app.UseStaticFiles(new StaticFileOptions
            {
                FileProvider = new PhysicalFileProvider(System.IO.Path.Combine(AppContext.BaseDirectory, "examples")),
                RequestPath = Path,
                OnPrepareResponse = file => SetHeaders(file.Context.Response.Headers),
            });
        }

        return app;
    }

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.CacheControl = "no-cache";
    }
}
