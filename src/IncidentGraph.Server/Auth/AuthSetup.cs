using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Server.Auth.ApiKeys;
using IncidentGraph.Server.Auth.Development;
using IncidentGraph.Server.Auth.Tickets;
using IncidentGraph.Server.Settings;
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
        services.AddSettings<AuthOptions>();
        services.AddSingleton(provider => new BearerOptionsSetup(provider.GetService<DevSigningKey>()));
        services.AddSingleton<IPostConfigureOptions<JwtBearerOptions>>(provider => provider.GetRequiredService<BearerOptionsSetup>());
        services.AddSingleton<IValidateOptions<JwtBearerOptions>>(provider => provider.GetRequiredService<BearerOptionsSetup>());
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).ValidateOnStart();
        services.AddSingleton<IConnectionAuthenticator, ConnectionAuthenticator>();
        services.AddCallers();

        if (builder.Environment.IsDevelopment())
            services.AddDemoPeople();
        services.AddDoor(isDevelopment: builder.Environment.IsDevelopment());
        return builder;
    }

    /// <summary>Judges the credentials of requests that bring some, and answers 401 to those that do not hold.</summary>
    public static WebApplication UseIncidentAuth(this WebApplication app)
    {
        // Otherwise the host, not finding it outside of the branch, puts it before everything, for all requests.
        ((IApplicationBuilder)app).Properties["__AuthenticationMiddlewareSet"] = true;
        var isDevelopment = app.Environment.IsDevelopment(); // who brings nothing may be the demo viewer
        app.UseWhen(context => isDevelopment || HasCredentials(context), judged => judged.UseAuthentication().UseMiddleware<RejectedTokens>());
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
        services.AddSingleton(typeof(CallerCache<,>));
        services.AddSingleton<ApiKeyDirectory>();
        services.AddSingleton<WithdrawalReader>();
        services.AddSingleton(provider => new CallerResolver(
            provider.GetRequiredService<IDbContextFactory<IncidentDbContext>>(),
            provider.GetRequiredService<FirstSight>(),
            provider.GetRequiredService<CallerCache<(string Issuer, string Subject), KnownUser>>(),
            provider.GetRequiredService<ApiKeyDirectory>(),
            provider.GetRequiredService<ApiKeyUses>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<IOptions<AuthOptions>>()));
    }

    private static void AddDemoPeople(this IServiceCollection services)
    {
        services.AddSingleton(provider => new DevSigningKey(DevelopmentFolder.Of(
            provider.GetRequiredService<DatabaseOptions>(), provider.GetRequiredService<IHostEnvironment>())));
        services.AddSingleton<DemoTokens>();
        services.AddHostedService<Banner>();
    }

    // Which handler judges a request shows in what it brings.
    private static void AddDoor(this IServiceCollection services, bool isDevelopment)
    {
        const string Door = "Door";
        var schemes = services.AddAuthentication(Door)
            .AddJwtBearer()
            .AddScheme<AuthenticationSchemeOptions, ApiKeyHandler>(ApiKeyHandler.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, StreamTicketHandler>(StreamTicketHandler.SchemeName, null)
            .AddPolicyScheme(Door, null, options => options.ForwardDefaultSelector = context =>
                isDevelopment && DemoViewerHandler.Applies(context) ? DemoViewerHandler.SchemeName : SchemeOf(context));
        if (isDevelopment)
            schemes.AddScheme<AuthenticationSchemeOptions, DemoViewerHandler>(DemoViewerHandler.SchemeName, null);
    }

    /// <summary>Whether a request brings credentials, good or bad.</summary>
    internal static bool HasCredentials(HttpContext context) =>
        context.Request.Headers.Authorization.Count > 0 || StreamTicketHandler.Applies(context);

    /// <summary>Who judges the credentials that a request brings.</summary>
    internal static string SchemeOf(HttpContext context)
    {
        if (StreamTicketHandler.Applies(context))
            return StreamTicketHandler.SchemeName;
        return ApiKeyHandler.Applies(context) ? ApiKeyHandler.SchemeName : JwtBearerDefaults.AuthenticationScheme;
    }
}
