namespace IncidentGraph.Transport.Persisted;

/// <summary>A document of the folder.</summary>
/// <param name="Id">What clients send instead of it.</param>
/// <param name="Text">Its source.</param>
/// <param name="File">Where it stands.</param>
internal sealed record TrustedDocument(string Id, string Text, string File);
