using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>Reads the documents of a YAML file one after the other, within bounds, without recursion.</summary>
internal static class YamlReader
{
    private const int MaxDepth = 50;
    private const int MaxValues = 500_000; // of one document

    /// <exception cref="SourceFileException">It is no YAML, or no reasonable one.</exception>
    public static IEnumerable<Yaml> Documents(string path, ReadOnlyMemory<byte> text)
    {
        if (text.BeginsWith("<{["u8))
            throw new SourceFileException($"{path} is {(text.BeginsWith("<"u8) ? "a web page or XML" : "JSON")}, not YAML: expected are Backstage's catalog-info files.");
        using var reader = new StreamReader(new MemoryStream(text.ToArray(), writable: false), Encoding.UTF8);
        var parser = new Parser(new Scanner(reader, skipComments: true));
        while (Next(path, parser) is { } next)
        {
            if (next is DocumentStart && Document(path, parser) is { } document)
                yield return document;
        }
    }

    private static Yaml? Document(string path, Parser parser)
    {
        var open = new Stack<Yaml>();
        var named = new Dictionary<AnchorName, Yaml>();
        var root = default(Yaml);
        for (var count = 0; Next(path, parser) is { } next and not DocumentEnd; count++)
        {
            if (count > MaxValues)
                throw new SourceFileException($"{path}, line {next.Start.Line}: one document has more than {MaxValues} values.");
            if (next is SequenceEnd or MappingEnd)
            {
                open.Pop();
                continue;
            }

            if (Value(path, next, named) is not { } value)
                continue;
            if (next is NodeEvent { Anchor.IsEmpty: false } anchored)
                named[anchored.Anchor] = value;
            root ??= value;
            if (open.TryPeek(out var parent))
                parent.Add(value);
            if (next is SequenceStart or MappingStart)
                open.Push(value);
            if (open.Count > MaxDepth)
                throw new SourceFileException($"{path}, line {next.Start.Line}: it nests deeper than {MaxDepth} levels.");
        }

        return root;
    }

    private static Yaml? Value(string path, ParsingEvent next, Dictionary<AnchorName, Yaml> named) => next switch
    {
        Scalar scalar => Yaml.OfText(IsNull(scalar) ? null : scalar.Value, scalar.Start.Line),
        MappingStart => Yaml.NewMap(next.Start.Line),
        SequenceStart => Yaml.NewList(next.Start.Line),
        AnchorAlias alias => named.TryGetValue(alias.Value, out var value)
            ? value
            : throw new SourceFileException($"{path}, line {alias.Start.Line}: nothing is named {alias.Value}."),
        _ => null,
    };

    private static bool IsNull(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null";

    private static ParsingEvent? Next(string path, Parser parser)
    {
        try
        {
            return parser.MoveNext() ? parser.Current : null;
        }
        catch (YamlException error)
        {
            throw new SourceFileException($"{path} is not correct YAML: line {error.Start.Line}, column {error.Start.Column}: {PlainText.Line(error.Message, 200)}");
        }
    }
}
