using GraphQLParser;
using GraphQLParser.Visitors;
using IncidentGraph.Server.Engine.Limits;

namespace IncidentGraph.Server.Tests.Engine;

/// <summary>Documents in long lines are given to the parser in short ones.</summary>
public sealed class BrokenLinesTests
{
    private const int Farthest = 2000;

    [Theory]
    [InlineData("{ a b c }")]
    [InlineData("{\r\n  a # with \"no string\" in it\n}\n")]
    public void A_document_in_short_lines_stays_as_it_is(string document) => Assert.Null(BrokenLines.Of(document));

    [Theory]
    [InlineData("field ")]
    [InlineData("field,\ufeff\t")]
    [InlineData("a(b:\"x \\\" y\",c:-1.5e3,d:[$e,\"\"])@f...G")]
    [InlineData("a(b:\"\"\"x \"y\" \\\"\"\" z\"\"\")")]
    [InlineData("a #b {\r\n")]
    [InlineData("a\u2028b")]
    public void Broken_lines_hold_the_same_tokens_and_none_begins_far_to_the_right(string part)
    {
        var document = "{ " + string.Concat(Enumerable.Repeat(part, 1000)) + new string(' ', 3000) + "}";

        var broken = BrokenLines.Of(document)!.Text; // it has a long line

        Assert.Equal(TokensOf(document), TokensOf(broken));
        Assert.All(broken.Split('\n', '\r'), line => Assert.InRange(line.TrimEnd(' ', ',', '\t', '\ufeff').Length, 0, Farthest + part.Length));
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(10, 3)]
    [InlineData(5000, 2)]
    public void A_place_in_broken_lines_is_found_in_the_document(int column, int line)
    {
        var document = string.Concat(Enumerable.Repeat("# a comment\r\n", line - 1)) + new string(' ', column - 1) + "?" + new string(' ', 4000) + "?";
        var lines = BrokenLines.Of(document)!; // it has a long line

        Assert.Equal((line, column), Place('?', lines.Text.IndexOf('?', StringComparison.Ordinal)));
        Assert.Equal((line, column + 4001), Place('?', lines.Text.LastIndexOf('?')));

        (int, int) Place(char sought, int at)
        {
            Assert.Equal(sought, lines.Text[at]);
            var before = lines.Text[..at].Replace("\r\n", "\n", StringComparison.Ordinal);
            return lines.Locate(before.Count(c => c == '\n') + 1, before.Length - before.LastIndexOf('\n'));
        }
    }

    [Fact]
    public void What_is_parsed_is_the_same()
    {
        var document = "query Q($a: [Int!] = [1, 2]) {" + string.Concat(Enumerable.Range(0, 400).Select(i => $"f{i}: node(id: \"{i}\") @skip(if: false) {{ ...F ... on X {{ id }} }} ")) + "} fragment F on Node { id }";

        Assert.Equal(Print(document), Print(BrokenLines.Of(document)!.Text)); // it has a long line
    }

    private static string Print(string document) => new SDLPrinter().Print(Parser.Parse(document));

    private static List<string> TokensOf(string document)
    {
        var tokens = new List<string>();
        var scan = new TokenScan(document);
        while (scan.MoveNext())
            tokens.Add(scan.Token.ToString());
        return tokens;
    }
}
