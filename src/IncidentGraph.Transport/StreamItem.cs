namespace IncidentGraph.Transport;

/// <summary>One response of a stream.</summary>
/// <param name="Json">The complete response as UTF-8 JSON.</param>
/// <param name="Cursor">Where the client may resume; becomes the event's <c>id</c> on an event stream. No line breaks, no U+0000.</param>
public readonly record struct StreamItem(ReadOnlyMemory<byte> Json, string? Cursor = null);
