using System.Globalization;
using System.Text.Json;
using GraphQLParser.AST;
using IncidentGraph.Server.Connections;

namespace IncidentGraph.Server.Engine.Costs;

/// <summary>The length of one list in a document, as far as it can be known before it is read: from its slicing arguments and their variables.</summary>
internal sealed class Slice
{
    private readonly double _assumed;
    private readonly List<Argument> _arguments;

    private Slice(double assumed, List<Argument> arguments) => (_assumed, _arguments) = (assumed, arguments);

    public static Slice Of(ListSize list, GraphQLField field, IReadOnlyDictionary<string, GraphQLValue?> defaults) => new(
        list.Assumed,
        [.. (field.Arguments?.Items ?? []).Where(a => list.SlicingArguments.Contains(a.Name.StringValue)).Select(a => Argument.Of(a.Value, defaults))]);

    /// <summary>No longer than the largest page: more is refused when it is asked for.</summary>
    public double Length(JsonElement? variables)
    {
        double? longest = null;
        foreach (var argument in _arguments)
        {
            if (argument.Length(variables) is { } length)
                longest = Math.Max(longest ?? 0, length);
        }

        return Math.Clamp(longest ?? _assumed, 0, PageArguments.LargestSize);
    }

    private sealed record Argument(double? Known, string? Variable)
    {
        public static Argument Of(GraphQLValue value, IReadOnlyDictionary<string, GraphQLValue?> defaults) => value is GraphQLVariable variable
            ? new Argument(Read(defaults.GetValueOrDefault(variable.Name.StringValue)), variable.Name.StringValue)
            : new Argument(Read(value), null);

        public double? Length(JsonElement? variables) =>
            Variable is not null && variables is { } given && given.TryGetProperty(Variable, out var value) ? Read(value) : Known;

        private static double? Read(GraphQLValue? value) => value switch
        {
            GraphQLIntValue number => double.Parse(number.Value, CultureInfo.InvariantCulture),
            GraphQLListValue list => list.Values?.Count ?? 0,
            GraphQLStringValue => 1, // a single value stands for a list of one
            _ => null,
        };

        private static double? Read(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Number => value.GetDouble(),
            JsonValueKind.Array => value.GetArrayLength(),
            JsonValueKind.String => 1,
            _ => null,
        };
    }
}
