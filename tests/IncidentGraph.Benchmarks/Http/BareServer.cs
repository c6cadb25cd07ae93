using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IncidentGraph.Benchmarks.Http;

/// <summary>Kestrel with nothing behind it, which writes the bytes that the server answers <c>{ __typename }</c> with.</summary>
internal static class BareServer
{
    public const string Name = "bare";
    public const string AllocatedPath = "/allocated";

    private static readonly byte[] _answer = """{"data":{"__typename":"Query"}}"""u8.ToArray();

    public static async Task<int> RunAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0"]);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        await using var app = builder.Build();
        app.Run(context => context.Request.Path == AllocatedPath
            ? context.Response.WriteAsync($"{GC.GetTotalAllocatedBytes()}", context.RequestAborted)
            : AnswerAsync(context));
        await app.RunAsync();
        return 0;
    }

    private static async Task AnswerAsync(HttpContext context)
    {
        var response = context.Response;
        response.ContentType = "application/graphql-response+json; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.ContentLength = _answer.Length;
        await response.BodyWriter.WriteAsync(_answer, context.RequestAborted);
    }
}
