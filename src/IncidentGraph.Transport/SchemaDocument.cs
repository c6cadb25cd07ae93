using System.Text;
using IncidentGraph.Transport.Http;
using Microsoft.Net.Http.Headers;

namespace IncidentGraph.Transport;

/// <summary>A schema as text, made once and sent often.</summary>
/// <param name="sdl">In the schema definition language.</param>
public sealed class SchemaDocument(string sdl)
{
    internal ReadOnlyMemory<byte> Utf8 { get; } = Encoding.UTF8.GetBytes(sdl);

    internal EntityTagHeaderValue Tag => field ??= EntityTags.Of(Utf8.Span);
}
