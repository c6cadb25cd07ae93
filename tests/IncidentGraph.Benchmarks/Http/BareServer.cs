using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Primitives;

namespace IncidentGraph.Benchmarks.Http;

/// <summary>Kestrel with nothing behind it, which writes the bytes that it is given.</summary>
internal static class BareServer
{
    public const string Name = "bare";
    public const string AllocatedPath = "/allocated";

    /// <summary>Kestrel's own, or a matter of the connection.</summary>
    private static readonly string[] _own = ["Date", "Content-Length"];

    /// <param name="answer">What is answered, from the status line to the last byte, in Base64.</param>
    public static async Task<int> RunAsync(string answer)
    {
        var lines = Encoding.ASCII.GetString(Convert.FromBase64String(answer)).Split("\r\n");
        var headers = lines[1..^2].Select(line => line.Split(": ", 2)).Where(pair => !_own.Contains(pair[0])).ToDictionary(pair => pair[0], pair => new StringValues(pair[1]));
        var body = Encoding.ASCII.GetBytes(lines[^1]);

        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
        await using var app = builder.Build();
        app.Run(context => context.Request.Path == AllocatedPath
            ? context.Response.WriteAsync($"{GC.GetTotalAllocatedBytes()}", context.RequestAborted)
            : AnswerAsync(context, headers, body));
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context, Dictionary<string, StringValues> headers, byte[] body)
    {
        var response = context.Response;
        foreach (var (name, value) in headers)
            response.Headers[name] = value;
        response.ContentLength = body.Length;
        await response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }
}
