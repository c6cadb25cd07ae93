using System.Linq.Expressions;
using IncidentGraph.Domain;
using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Filtering;

/// <summary>
/// Values in expressions that databases see as parameters: one plan serves all values. EF recognises a member of a
/// captured object, as a closure would have it.
/// </summary>
internal static class Parameters
{
    /// <exception cref="RequestException">Text that no database can hold.</exception>
    public static Expression Of(object? value, Type type)
    {
        if (!IsStorable(value))
            throw new RequestException("BAD_USER_INPUT", "A text holds U+0000 or half of a surrogate pair.", "Send well-formed Unicode text.");
        var holder = Activator.CreateInstance(typeof(Holder<>).MakeGenericType(type), value)!; // never null for a class
        return Expression.Property(Expression.Constant(holder), nameof(Holder<int>.Value));
    }

    private static bool IsStorable(object? value) => value switch
    {
        string text => TextRules.IsStorable(text),
        string[] texts => Array.TrueForAll(texts, TextRules.IsStorable),
        _ => true,
    };

    private sealed class Holder<T>(T value)
    {
        public T Value { get; } = value;
    }
}
