using IncidentGraph.Transport.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IncidentGraph.Transport.Http;

/// <summary>Serves the schema as a file, to each caller what they may see of it.</summary>
internal sealed class SchemaEndpoint(TransportMetrics metrics)
{
    private const string Allowed = "GET, HEAD, OPTIONS";

    public async Task HandleAsync(HttpContext http)
    {
        if (!Methods.IsSafe(http.Request.Method))
        {
            http.Response.Headers.Allow = Allowed;
            http.Response.StatusCode =
                HttpMethods.IsOptions(http.Request.Method) ? StatusCodes.Status204NoContent : StatusCodes.Status405MethodNotAllowed;
            return;
        }

        var (schema, refused) = await http.RequestServices.GetRequiredService<ISchemaSource>().ReadAsync(http.User, http.RequestAborted);
        if (schema is null)
            await HttpAnswer.RefuseAsync(http, metrics, MediaType.Json, refused!); // one of both is there
        else
            await ShowAsync(http, schema);
    }

    private static async Task ShowAsync(HttpContext http, SchemaDocument schema)
    {
        var response = http.Response;
        response.Headers.ETag = schema.Tag.ToString();
        response.Headers.CacheControl = "private, no-cache"; // may be kept, and asked for again with its tag
        response.Headers.Vary = "Authorization";
        if (EntityTags.AreKnown(http.Request, schema.Tag))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "text/plain; charset=utf-8";
        response.ContentLength = schema.Utf8.Length;
        await response.BodyWriter.WriteAsync(schema.Utf8, http.RequestAborted);
    }
}
