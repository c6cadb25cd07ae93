namespace IncidentGraph.Transport;

/// <summary>Judges trusted documents when the server starts. Without one of the host's own they are taken as they are.</summary>
public interface IDocumentCheck
{
    /// <summary>What keeps the document from ever being executed, in one sentence; null if nothing does.</summary>
    /// <param name="document">The source of a document; may be empty or malformed.</param>
    /// <param name="ct">Cancelled when the start is given up.</param>
    ValueTask<string?> FindProblemAsync(string document, CancellationToken ct);
}
