namespace IncidentGraph.Fuzzing.Generation;

/// <summary>An operation as it is sent.</summary>
/// <param name="Text">The document.</param>
/// <param name="Variables">As JSON, an object unless it is meant to be wrong; null sends none.</param>
/// <param name="IsSubscription">Whether it opens a stream, so that no answer may come before something happens.</param>
internal sealed record Document(string Text, string? Variables, bool IsSubscription);
