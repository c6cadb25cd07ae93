using System.Text.RegularExpressions;

namespace IncidentGraph.Server.Binding;

/// <summary>The contract and C# share names; only their case differs.</summary>
public static partial class Names
{
    public static string ToField(string member) =>
        char.ToLowerInvariant(member[0]) + member[1..];

    public static string ToMember(string field) => char.ToUpperInvariant(field[0]) + field[1..];

    /// <summary><c>InProgress</c> is <c>IN_PROGRESS</c>.</summary>
    public static string ToEnumValue(string member) => WordStart().Replace(member, "_$0").ToUpperInvariant();

    public static string ToEnumValue(this Enum value) => ToEnumValue(value.ToString());

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStart();
}
