using IncidentGraph.Server.Auth.Development;
using IncidentGraph.Server.Settings;
using IncidentGraph.Transport;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Ide;

/// <summary>Serves Banana Cake Pop at <c>/graphql/ui/</c> and sends browsers there.</summary>
public static class IdeSetup
{
    public static WebApplicationBuilder AddIde(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<IdeOptions>();
        builder.Services.AddOptions<GraphQLTransportOptions>().PostConfigure<IOptions<IdeOptions>, IHostEnvironment>(
            (transport, ide, environment) => transport.BrowserPath = ide.Value.IsEnabledIn(environment) ? IdePaths.Page : null);
        builder.Services.AddSingleton(services => new IdeConfig(services.GetService<DemoTokens>()));
        return builder;
    }

    public static WebApplication UseIde(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<IdeOptions>>().Value;
        if (!options.IsEnabledIn(app.Environment))
            return app;

        var folder = options.EffectiveFolder;
        if (!File.Exists(Path.Combine(folder, "index.html")))
        {
            app.MapGet(IdePaths.Ide, MissingIdePage.Get);
            return app;
        }

        app.MapGet(IdePaths.Config, (HttpContext context, IdeConfig config) => config.Get(context));
        app.UseIdeFiles(new PhysicalFileProvider(Path.GetFullPath(folder)));
        return app;
    }

    private static void UseIdeFiles(this WebApplication app, PhysicalFileProvider files)
    {
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = IdePaths.Ide });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            RequestPath = IdePaths.Ide,
            ContentTypeProvider = IdeHeaders.ContentTypes,
            OnPrepareResponse = file => IdeHeaders.Apply(file.Context),
        });
    }
}
