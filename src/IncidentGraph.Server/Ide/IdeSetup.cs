using IncidentGraph.Server.Auth.Development;
using IncidentGraph.Server.Settings;
using IncidentGraph.Transport;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Ide;

/// <summary>Serves Banana Cake Pop at <c>/graphql/ui/</c>, where browsers are sent, and GraphiQL at <c>/graphql/graphiql/</c>.</summary>
public static class IdeSetup
{
    public static WebApplicationBuilder AddIde(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<IdeOptions>();
        builder.Services.AddOptions<GraphQLTransportOptions>().PostConfigure<IOptions<IdeOptions>, IHostEnvironment>(
            (transport, ide, environment) => transport.BrowserPath = ide.Value.IsEnabledIn(environment) ? BrowserIde.BananaCakePop.Page : null);
        builder.Services.AddSingleton(services => new IdeConfig(services.GetService<DemoTokens>()));
        return builder;
    }

    public static WebApplication UseIde(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<IOptions<IdeOptions>>().Value;
        if (!options.IsEnabledIn(app.Environment))
            return app;

        foreach (var ide in BrowserIde.All)
            app.UseIde(ide, options.FolderOf(ide));
        return app;
    }

    private static void UseIde(this WebApplication app, BrowserIde ide, string folder)
    {
        if (!File.Exists(Path.Combine(folder, "index.html")))
        {
            app.MapGet(ide.Path, (HttpContext context) => MissingIdePage.Get(ide, context));
            return;
        }

        app.MapGet($"{ide.Path}/{ide.Config}", (HttpContext context, IdeConfig config) => config.Get(ide, context));
        var files = new PhysicalFileProvider(folder);
        app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files, RequestPath = ide.Path });
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            RequestPath = ide.Path,
            ContentTypeProvider = IdeHeaders.ContentTypes,
            OnPrepareResponse = file => IdeHeaders.Apply(ide, file.Context),
        });
    }
}
