using IncidentGraph.Data;
using IncidentGraph.Server.Auth.Development;
using IncidentGraph.Transport;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Auth;

/// <summary>Who is at the door: bearer tokens everywhere, demonstration people in Development. Needs the data services.</summary>
public static class AuthSetup
{
    public static WebApplicationBuilder AddIncidentAuth(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section);
        services.AddAuthorization();
        services.AddSingleton(provider => new BearerOptionsSetup(provider.GetService<DevSigningKey>()));
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>>(provider => provider.GetRequiredService<BearerOptionsSetup>());
        services.AddSingleton<IValidateOptions<JwtBearerOptions>>(provider => provider.GetRequiredService<BearerOptionsSetup>());
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).ValidateOnStart();
        services.AddSingleton<IConnectionAuthenticator, ConnectionAuthenticator>();
        services.AddCallers();

        if (builder.Environment.IsDevelopment())
            services.AddDemoPeople();
        else
            services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();

        return builder;
    }

    /// <summary>Authenticates every request and answers 401 to credentials that do not hold.</summary>
    public static WebApplication UseIncidentAuth(this WebApplication app)
    {
        app.UseAuthentication();
        app.UseMiddleware<RejectedTokens>();
        return app;
    }

    /// <summary>Serves <c>/demo/token</c> in Development; elsewhere it does not exist.</summary>
    public static WebApplication MapDemoTokens(this WebApplication app)
    {
        if (app.Environment.IsDevelopment())
            app.MapGet(DemoTokenEndpoint.Path, DemoTokenEndpoint.Get);

        return app;
    }

    private static void AddCallers(this IServiceCollection services)
    {
        services.AddSingleton<FirstSight>();
        services.AddSingleton<CallerCache>();
        services.AddSingleton(provider => new CallerResolver(
            provider.GetRequiredService<IDbContextFactory<IncidentDbContext>>(),
            provider.GetRequiredService<FirstSight>(),
            provider.GetRequiredService<CallerCache>(),
            provider.GetRequiredService<IOptions<AuthOptions>>()));
    }

    private static void AddDemoPeople(this IServiceCollection services)
    {
        const string Door = "Door";
        services.AddSingleton(provider => new DevSigningKey(DevelopmentFolder.Of(
            provider.GetRequiredService<DatabaseOptions>(), provider.GetRequiredService<IHostEnvironment>())));
        services.AddSingleton<DemoTokens>();
        services.AddHostedService<Banner>();
        services.AddAuthentication(Door)
            .AddJwtBearer()
            .AddScheme<AuthenticationSchemeOptions, DemoViewerHandler>(DemoViewerHandler.SchemeName, null)
            .AddPolicyScheme(Door, null, options => options.ForwardDefaultSelector = context =>
                DemoViewerHandler.Applies(context) ? DemoViewerHandler.SchemeName : JwtBearerDefaults.AuthenticationScheme);
    }
}
