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

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'");
}
