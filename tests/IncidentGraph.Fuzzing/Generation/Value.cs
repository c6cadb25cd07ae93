using System.Globalization;
using System.Text;

namespace IncidentGraph.Fuzzing.Generation;

/// <summary>A value of an argument or a variable, to be written as GraphQL or as JSON.</summary>
internal abstract record Value
{
    public abstract void Write(StringBuilder to, bool isJson);

    public string ToGraphQL() => Write(isJson: false);

    public string ToJson() => Write(isJson: true);

    private string Write(bool isJson)
    {
        var text = new StringBuilder();
        Write(text, isJson);
        return text.ToString();
    }

    /// <summary>Both notations have the same escapes, so that text may hold what neither can as it is: a lone surrogate, U+0000.</summary>
    private static void Quote(StringBuilder to, string text)
    {
        to.Append('"');
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                to.Append(text[i]).Append(text[++i]);
            else if (text[i] is '"' or '\\' || char.IsControl(text[i]) || char.IsSurrogate(text[i]))
                to.Append(CultureInfo.InvariantCulture, $"\\u{(int)text[i]:x4}");
            else
                to.Append(text[i]);
        }

        to.Append('"');
    }

    public sealed record Text(string Content) : Value
    {
        public override void Write(StringBuilder to, bool isJson) => Quote(to, Content);
    }

    /// <summary>A number, <c>true</c>, <c>false</c> or <c>null</c>, or what is meant to be wrong: written as it is.</summary>
    public sealed record Literal(string Source) : Value
    {
        public override void Write(StringBuilder to, bool isJson) => to.Append(Source);
    }

    /// <summary>A value of an enum.</summary>
    public sealed record Name(string Word) : Value
    {
        public override void Write(StringBuilder to, bool isJson) => to.Append(isJson ? $"\"{Word}\"" : Word);
    }

    public sealed record Many(IReadOnlyList<Value> Items) : Value
    {
        public override void Write(StringBuilder to, bool isJson)
        {
            to.Append('[');
            for (var i = 0; i < Items.Count; i++)
            {
                to.Append(i == 0 ? "" : ", ");
                Items[i].Write(to, isJson);
            }

            to.Append(']');
        }
    }

    public sealed record Members(IReadOnlyList<(string Name, Value Value)> Fields) : Value
    {
        public override void Write(StringBuilder to, bool isJson)
        {
            to.Append('{');
            for (var i = 0; i < Fields.Count; i++)
            {
                var (name, value) = Fields[i];
                to.Append(i == 0 ? "" : ", ").Append(isJson ? $"\"{name}\"" : name).Append(": ");
                value.Write(to, isJson);
            }

            to.Append('}');
        }
    }
}
