namespace IncidentGraph.Transport;

/// <summary>
/// A feature of the request by which a host gives the ids of its event stream a form of its own, for instance to recognise who comes back with
/// one. Without it an id is the cursor. What comes back as <c>Last-Event-ID</c> is the host's to turn into a cursor, before the endpoint.
/// </summary>
public interface IEventIds
{
    /// <param name="cursor">Where the client may resume.</param>
    /// <returns>The id to send; no line breaks, no U+0000.</returns>
    string Write(string cursor);
}
