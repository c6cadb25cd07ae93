using System.Text;

namespace IncidentGraph.Domain;

/// <summary>Values as the contract writes them, for texts that people and logs read.</summary>
public static class Wire
{
    /// <summary>An enum value in upper snake case: PartialOutage is PARTIAL_OUTAGE.</summary>
    public static string Name<T>(T value)
        where T : struct, Enum
    {
        var name = value.ToString();
        var text = new StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]))
                text.Append('_');
            text.Append(char.ToUpperInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>Lower case words: PartialOutage is "partial outage".</summary>
    public static string Words<T>(T value)
        where T : struct, Enum
        => Name(value).Replace('_', ' ').ToLowerInvariant();

    /// <summary>The largest unit that gives a whole number: 90 minutes is "90 minutes", 24 hours is "24 hours", 72 hours is "3 days".</summary>
    public static string Span(TimeSpan time)
    {
        if (time.TotalHours > 48 && time.Ticks % TimeSpan.TicksPerDay == 0)
            return Count((long)time.TotalDays, "day");
        if (time.Ticks % TimeSpan.TicksPerHour == 0)
            return Count((long)time.TotalHours, "hour");
        return time.Ticks % TimeSpan.TicksPerMinute == 0 ? Count((long)time.TotalMinutes, "minute") : Count((long)time.TotalSeconds, "second");
    }

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");

    private static string Count(long count, string unit) => count == 1 ? $"1 {unit}" : $"{count} {unit}s";
}
