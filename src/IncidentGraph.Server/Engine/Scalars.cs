using System.Xml;
using GraphQL.Types;
using GraphQLParser.AST;
using IncidentGraph.Domain;

namespace IncidentGraph.Server.Engine;

/// <summary>RFC 3339 with any offset in; UTC with Z and milliseconds out.</summary>
internal sealed class DateTimeScalar : TextScalar<DateTimeOffset>
{
    public DateTimeScalar() => Name = "DateTime";

    protected override bool TryRead(string text, out DateTimeOffset value)
    {
        var hasOffset = text.Length > 10 && text[10] is 'T' or 't' &&
            (text.EndsWith('Z') || text.EndsWith('z') || text.LastIndexOfAny(['+', '-']) > 10);
        var isRead = DateTimeOffset.TryParse(text, null, System.Globalization.DateTimeStyles.None, out value);
        value = isRead ? value.ToMoment() : value;
        return isRead && hasOffset;
    }

    protected override string Write(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ");
}

/// <summary>ISO 8601 duration of days, hours, minutes and seconds.</summary>
internal sealed class DurationScalar : TextScalar<TimeSpan>
{
    public DurationScalar() => Name = "Duration";

    protected override bool TryRead(string text, out TimeSpan value)
    {
        value = default;
        var beforeTime = text.Split('T')[0];
        if (!text.StartsWith('P') || beforeTime.AsSpan().ContainsAny('Y', 'M'))
            return false;
        try
        {
            value = XmlConvert.ToTimeSpan(text);
            return value >= TimeSpan.Zero;
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            return false; // the framework offers no TryParse for ISO 8601 durations
        }
    }

    protected override string Write(TimeSpan value) => XmlConvert.ToString(value);
}

/// <summary>Absolute http(s) URL.</summary>
internal sealed class UrlScalar : TextScalar<string>
{
    public UrlScalar() => Name = "URL";

    protected override bool TryRead(string text, out string value)
    {
        value = text;
        return Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
    }

    protected override string Write(string value) => value;
}

/// <summary>The specification's ID, which may be sent as a number too: it is the same text.</summary>
internal sealed class IdScalar : IdGraphType
{
    public IdScalar() => Name = "ID";

    public override object? ParseLiteral(GraphQLValue value) => base.ParseLiteral(value)?.ToString();

    public override object? ParseValue(object? value) => base.ParseValue(value)?.ToString();
}

/// <summary>A scalar that is text on the wire.</summary>
internal abstract class TextScalar<T> : ScalarGraphType
    where T : notnull
{
    public sealed override object? ParseValue(object? value) => value switch
    {
        null => null,
        T given when typeof(T) != typeof(string) => given,
        string text when TryRead(text, out var read) => read,
        _ => ThrowValueConversionError(value),
    };

    public sealed override object? ParseLiteral(GraphQLValue value) => value switch
    {
        GraphQLNullValue => null,
        GraphQLStringValue text => ParseValue(text.Value.ToString()),
        _ => ThrowLiteralConversionError(value),
    };

    public sealed override object? Serialize(object? value) => value is T given ? Write(given) : value;

    protected abstract bool TryRead(string text, out T value);

    protected abstract string Write(T value);
}
