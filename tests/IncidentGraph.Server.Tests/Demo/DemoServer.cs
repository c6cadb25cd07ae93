using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using IncidentGraph.Data;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace IncidentGraph.Server.Tests.Demo;

/// <summary>The program in Development on a free port of 127.0.0.1, as a newcomer starts it, over a database in a folder.</summary>
public sealed class DemoServer : IAsyncDisposable
{
    private readonly Factory _factory;

    public DemoServer(string folder, bool? seed = null)
    {
        _factory = new Factory(folder, seed);
        _factory.UseKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _factory.StartServer();
        Http = new HttpClient { BaseAddress = new(Address) };
    }

    public HttpClient Http { get; }

    public IServiceProvider Services => _factory.Services;

    public string Address => Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public Task<IncidentDbContext> OpenAsync() =>
        Services.GetRequiredService<IDbContextFactory<IncidentDbContext>>().CreateDbContextAsync();

    public async Task<JsonElement> AskAsync(string role, string query)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query }) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Http.GetStringAsync($"/demo/token?role={role}"));
        using var response = await Http.SendAsync(request);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _factory.DisposeAsync();
    }

    private sealed class Factory(string folder, bool? seed) : WebApplicationFactory<Program>
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            builder.UseEnvironment("Development");
            builder.UseSetting("Database:Provider", "Sqlite");
            builder.UseSetting("Database:ConnectionString", $"Data Source={Path.Combine(folder, "demo.db")}");
            if (seed is not null)
                builder.UseSetting("Demo:Seed", seed.ToString());
            builder.ConfigureLogging(logging => logging.ClearProviders());
        }
    }
}
