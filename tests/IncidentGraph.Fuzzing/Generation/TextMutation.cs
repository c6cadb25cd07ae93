using System.Text.RegularExpressions;

namespace IncidentGraph.Fuzzing.Generation;

/// <summary>Breaks a document a little: what a parser, a validator or a limit has to see.</summary>
internal sealed partial class TextMutation(Dice dice, Words words)
{
    private static readonly string[] _tokens =
    [
        "{", "}", "(", ")", "[", "]", ":", "!", "$", "@", "...", "=", "|", "&", "\"", "\"\"\"", "#", ",", "query", "mutation", "subscription", "fragment", "on", "null", "true", "__typename",
        "__schema { types { name } }", "@skip(if: true)", "@include(if: $x)", "@deprecated", "@defer", "@stream", "type A { a: Int }", "extend type Query { a: Int }", "schema { query: Query }",
        "$v0", "\"\\u{110000}\"", "\"\\u{1F600}\"", "\"\\uD800\"", "\"\\u\"", "\"\\x\"", "\"\"\"\\\"\"\"\"\"\"", "-", "0123", "1.e5", "9e999", ".5", "\ufeff", "\u2028", "\0", "é", "_", "fragment F on Query { ...F } ...F",
    ];

    public string Apply(string document)
    {
        for (var left = dice.Between(1, 3); left > 0; left--)
            document = Once(document);
        return document;
    }

    private string Once(string text) => dice.Below(14) switch
    {
        0 => Token(text, token => ""),
        1 => Token(text, token => token + " " + token),
        2 or 3 => Token(text, _ => dice.Pick(_tokens)),
        4 => Token(text, token => dice.Pick(_tokens) + " " + token),
        5 => Token(text, _ => words.OddNumber()),
        6 => Token(text, _ => new Value.Text(words.AnyText()).ToGraphQL()),
        7 => Character(text),
        8 => text[..dice.Below(text.Length + 1)],
        9 => text + dice.Pick(_tokens),
        10 => text + " " + text,
        11 => Deep(text),
        12 => Wide(text),
        _ => Token(text, token => token.Length > 1 ? token[1..] + token[0] : token),
    };

    private string Character(string text)
    {
        var at = dice.Below(text.Length + 1);
        return string.Concat(text.AsSpan(0, at), dice.Chance(50) ? ((char)dice.Below(0x10000)).ToString() : words.OddText(), text.AsSpan(dice.Chance(50) ? at : Math.Min(at + 1, text.Length)));
    }

    private string Deep(string text)
    {
        var count = dice.Chance(50) ? dice.Between(10, 140) : dice.Between(1000, 20_000);
        var (open, close) = dice.Below(4) switch
        {
            0 => ("{ a ", "}"),
            1 => ("[", "]"),
            2 => ("{a: ", "}"),
            _ => ("... { ", "}"),
        };
        return Token(text, token => string.Concat(Enumerable.Repeat(open, count)) + token + (dice.Chance(70) ? string.Concat(Enumerable.Repeat(close, count)) : ""));
    }

    private string Wide(string text)
    {
        var count = dice.Chance(70) ? dice.Between(10, 300) : dice.Between(1000, 5000);
        return Token(text, token => string.Concat(Enumerable.Range(0, count).Select(i => dice.Chance(50) ? $" {token}" : $" b{i}: {token}")));
    }

    private string Token(string text, Func<string, string> change)
    {
        var tokens = Tokens().Matches(text);
        if (tokens.Count == 0)
            return change(text);
        var token = tokens[dice.Below(tokens.Count)];
        return string.Concat(text.AsSpan(0, token.Index), change(token.Value), text.AsSpan(token.Index + token.Length));
    }

    [GeneratedRegex(@"\.\.\.|[A-Za-z_][A-Za-z0-9_]*|\$[A-Za-z_]\w*|""[^""]*""|-?[0-9.eE+-]+|[^\sA-Za-z0-9_]", RegexOptions.None, matchTimeoutMilliseconds: 60_000)]
    private static partial Regex Tokens();
}
