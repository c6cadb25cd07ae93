using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Domain.Errors;

/// <summary>The refusals that several commands share, worded once.</summary>
public static class Refusal
{
    public static NotFoundError NotFound(string what, params IReadOnlyList<string> field)
        => new($"No such {what}.", field, $"Give the id or key of one that you can read.");

    public static NotAllowedError NotAllowed(string message, string remedy, params IReadOnlyList<string> anyOf)
        => new(message, null, remedy, anyOf);

    public static GuardUnmetError Unmet(params IReadOnlyList<Blocker> blockers)
        => new(
            string.Join(' ', blockers.Select(b => b.Message)),
            null,
            string.Join(' ', blockers.Select(b => b.Remedy)),
            blockers);

    public static InvalidTimeError OutOfOrder(
        string field, DateTimeOffset time, DateTimeOffset? notBefore, DateTimeOffset? notAfter)
    {
        var tooEarly = notBefore is { } first && time < first;
        var message = tooEarly
            ? $"{field} is before {Wire.Time(notBefore!.Value)}."
            : $"{field} is after {Wire.Time(notAfter ?? time)}.";
        return new(message, [field], "Give a time between notBefore and notAfter.", notBefore, notAfter);
    }
}
