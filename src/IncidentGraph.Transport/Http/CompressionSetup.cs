using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport.Http;

/// <summary>
/// Answers are compressed for who accepts that, over TLS too: the attack that reads secrets from the length of answers (BREACH) makes a browser ask
/// on its user's behalf, and no browser has credentials here that it would send by itself. Event streams are not: each event has to go out at once.
/// </summary>
internal sealed class CompressionSetup : IConfigureOptions<ResponseCompressionOptions>
{
    public void Configure(ResponseCompressionOptions options)
    {
        options.EnableForHttps = true;
        options.MimeTypes = ["application/graphql-response+json", "application/json", "text/plain"];
    }
}
