using System.Text.RegularExpressions;

namespace IncidentGraph.Server.Tests.Http;

/// <summary>
/// One request of a file, with its placeholders still in it. Later requests refer to its answer by its name; a comment may announce what
/// it expects, e.g. <c>payload error NotFoundError</c>.
/// </summary>
internal sealed record FileRequest(
    string Title, string? Name, string? Expects, string Method, string Url, IReadOnlyList<(string Name, string Value)> Headers, string Body);

/// <summary>What the REST Client of VS Code understands of a <c>.http</c> file, as far as the project's files use it.</summary>
internal sealed partial record HttpFile(IReadOnlyDictionary<string, string> Variables, IReadOnlyList<FileRequest> Requests)
{
    public static HttpFile Parse(string text)
    {
        var blocks = Separator().Split(text.ReplaceLineEndings("\n"));
        var variables = Variable().Matches(text).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["value"].Value.Trim());
        return new(variables, [.. blocks.Skip(1).Select(Request)]);
    }

    private static FileRequest Request(string block)
    {
        var lines = block.Split('\n');
        var start = Array.FindIndex(lines, 1, line => line.Length > 0 && !line.StartsWith('#'));
        var end = Array.FindIndex(lines, start, line => line.Length == 0);
        var line = lines[start].Split(' ', 2);
        var comments = lines[1..start];
        return new(
            lines[0].Trim(),
            After(comments, "# @name "),
            After(comments, "# Expects "),
            line[0],
            line[1],
            [.. lines[(start + 1)..end].Select(Header)],
            string.Join('\n', lines[end..]).Trim());
    }

    private static (string Name, string Value) Header(string line)
    {
        var parts = line.Split(':', 2);
        return (parts[0], parts[1].Trim());
    }

    private static string? After(string[] comments, string mark) =>
        Array.Find(comments, comment => comment.StartsWith(mark, StringComparison.Ordinal))?[mark.Length..].Trim();

    [GeneratedRegex("^###", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Separator();

    [GeneratedRegex("^@(?<name>\\w+) = (?<value>.*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();
}
