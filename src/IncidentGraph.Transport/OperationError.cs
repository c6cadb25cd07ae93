namespace IncidentGraph.Transport;

/// <summary>One entry of a response's <c>errors</c> (GraphQL, "Errors").</summary>
/// <param name="Message">What went wrong, for a developer.</param>
/// <param name="Code">What went wrong, for a program: becomes <c>extensions.code</c>. See <see cref="ErrorCodes"/>.</param>
public sealed record OperationError(string Message, string Code)
{
    /// <summary>Where in the document.</summary>
    public IReadOnlyList<OperationErrorLocation> Locations { get; init; } = [];

    /// <summary>Which field of the response: names and list indices (<see cref="string"/> and <see cref="int"/>).</summary>
    public IReadOnlyList<object> Path { get; init; } = [];

    /// <summary>Further entries of <c>extensions</c>; values are anything that serialises to JSON.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; init; } = new Dictionary<string, object?>(StringComparer.Ordinal);
}

/// <summary>A place in the document; both numbers start at 1.</summary>
public readonly record struct OperationErrorLocation(int Line, int Column);
