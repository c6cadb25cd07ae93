using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace IncidentGraph.Server.Settings;

/// <summary>Judges the text of one setting by its type and the validation attributes of its property.</summary>
internal static class SettingValue
{
    public static bool IsPlain(Type type) => type == typeof(string) || type.IsValueType;

    public static IEnumerable<string> Problem(IConfigurationSection entry, Type type, MemberInfo property)
    {
        var isOptional = Nullable.GetUnderlyingType(type) is not null;
        if (entry.Value is not { } text || (isOptional && text.Length == 0))
            yield break;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var rules = property.GetCustomAttributes<ValidationAttribute>().Where(rule => rule is not DataTypeAttribute).ToList();
        if (Parse(text, plain) is { } value && rules.TrueForAll(rule => rule.IsValid(value)))
            yield break;
        var isSecret = property.GetCustomAttribute<DataTypeAttribute>() is { DataType: DataType.Password };
        yield return $"{entry.Path} {(isSecret ? "holds something else" : $"is \"{text}\"")}; it must be {Allowed(plain, rules)}.";
    }

    /// <summary>Reads what the configuration binder would read, but no number for an enum.</summary>
    private static object? Parse(string text, Type type) => type switch
    {
        _ when type == typeof(string) => text,
        _ when type == typeof(int) => int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null,
        _ when type == typeof(bool) => bool.TryParse(text, out var flag) ? flag : null,
        _ when type == typeof(TimeSpan) => TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var time) ? time : null,
        { IsEnum: true } => Spelling.IsOneOf(text.Trim(), Enum.GetNames(type)) ? Enum.Parse(type, text, ignoreCase: true) : null,
        _ => throw new NotSupportedException($"No setting can be a {type.Name}."),
    };

    private static string Allowed(Type type, IReadOnlyList<ValidationAttribute> rules)
    {
        if (rules.FirstOrDefault(rule => rule.ErrorMessage is not null) is { ErrorMessage: { } said })
            return said;
        var range = rules.OfType<RangeAttribute>().FirstOrDefault();
        var limits = range is null ? "" : $" from {range.Minimum} to {range.Maximum}";
        return type switch
        {
            _ when type == typeof(int) => $"a whole number{limits}",
            _ when type == typeof(TimeSpan) => $"a time{limits}, as d.hh:mm:ss",
            _ when type == typeof(bool) => "true or false",
            { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
            _ => "some text",
        };
    }
}
