using System.Collections.Concurrent;
using System.Net;
using System.Text;
using IncidentGraph.Server.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Server.Tests.Telemetry;

/// <summary>An OpenTelemetry collector that keeps what it is sent, by either protocol (OTLP specification).</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<(string Path, byte[] Message)> _received = new();

    private Collector(OtlpProtocol protocol)
    {
        Protocol = protocol;
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, 0, listen => listen.Protocols = protocol == OtlpProtocol.Grpc ? HttpProtocols.Http2 : HttpProtocols.Http1));
        _app = builder.Build();
        _app.Run(KeepAsync);
    }

    public OtlpProtocol Protocol { get; }

    public string Address => _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    /// <summary>All that was sent, as far as it is text.</summary>
    public string Text => string.Concat(_received.Select(r => Encoding.Latin1.GetString(r.Message)));

    public IEnumerable<string> Paths => _received.Select(r => r.Path).Distinct();

    public IReadOnlyList<Span> Spans =>
    [
        .. from received in _received
           where received.Path is "/v1/traces" or "/opentelemetry.proto.collector.trace.v1.TraceService/Export"
           from resource in new Wire(received.Message).Messages(1)
           from scope in resource.Messages(2)
           from span in scope.Messages(2)
           select new Span(span),
    ];

    public static async Task<Collector> StartAsync(OtlpProtocol protocol)
    {
        var collector = new Collector(protocol);
        await collector._app.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task KeepAsync(HttpContext context)
    {
        const int GrpcPrefix = 5; // whether it is compressed, and its length
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Enqueue((context.Request.Path, Protocol == OtlpProtocol.Grpc ? body.ToArray()[GrpcPrefix..] : body.ToArray()));
        if (Protocol != OtlpProtocol.Grpc)
            return;
        context.Response.ContentType = "application/grpc";
        await context.Response.Body.WriteAsync(new byte[GrpcPrefix]);
        context.Response.AppendTrailer("grpc-status", "0");
    }
}

/// <summary>Of the message Span.</summary>
internal sealed class Span(Wire message)
{
    public string TraceId => message.Hex(1);

    public string Id => message.Hex(2);

    public string ParentId => message.Hex(4);

    public string Name => message.Text(5);

    public IReadOnlyDictionary<string, string> Tags =>
        message.Messages(9).ToDictionary(tag => tag.Text(1), tag => tag.Messages(2).Single().Text(1));

    public IReadOnlyList<string> Links => [.. message.Messages(13).Select(link => link.Hex(1))];

    public override string ToString() => $"{Name} {string.Join(' ', Tags)}";
}
