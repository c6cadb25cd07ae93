using System.Text.Json;
using GraphQLParser.AST;

namespace IncidentGraph.Server.Schema;

/// <summary>An input object of <c>shared.graphql</c>: its description and its fields' are meant for others.</summary>
internal sealed class DescriptionTemplate
{
    private const string Directive = "describes";

    private readonly IReadOnlyList<NamePattern> _types;
    private readonly IReadOnlyList<NamePattern> _argumentsOf;
    private readonly GraphQLDescription? _description;
    private readonly Dictionary<string, GraphQLDescription?> _members;

    private DescriptionTemplate(GraphQLInputObjectTypeDefinition definition, GraphQLDirective directive)
    {
        _types = Patterns(directive, "types");
        _argumentsOf = Patterns(directive, "argumentsOf");
        _description = definition.Description;
        _members = Definitions.MembersOf(definition).ToDictionary(member => member.Name, member => member.Node.Description);
    }

    /// <summary>True for a template and for the definition of the directive that marks it: neither is served.</summary>
    public static bool IsTemplate(ASTNode definition) =>
        definition is GraphQLDirectiveDefinition directive
            ? directive.Name == Directive
            : DirectiveOf(definition) is not null;

    public static DescriptionTemplate Read(GraphQLInputObjectTypeDefinition definition) => new(definition, DirectiveOf(definition)!);

    public void Describe(GraphQLTypeDefinition type)
    {
        if (Match(_types, type.Name.StringValue) is { } name)
        {
            type.Description ??= Fill(_description, name);
            DescribeMembers(Definitions.MembersOf(type), name);
        }

        foreach (var field in Definitions.FieldsOf(type).Where(field => field.Arguments is not null))
        {
            if (Match(_argumentsOf, Definitions.NamedTypeOf(field.Type)) is { } returned)
            {
                DescribeMembers(Definitions.ArgumentsOf(field), returned);
            }
        }
    }

    private void DescribeMembers(IEnumerable<(string Name, IHasDescriptionNode Node)> members, string matched)
    {
        foreach (var (name, node) in members)
        {
            node.Description ??= Fill(_members.GetValueOrDefault(name), matched);
        }
    }

    private static GraphQLDescription? Fill(GraphQLDescription? template, string matched) => template is null
        ? null
        : new GraphQLDescription(template.Value.ToString()
            .Replace("{Name}", matched, StringComparison.Ordinal)
            .Replace("{name}", JsonNamingPolicy.CamelCase.ConvertName(matched), StringComparison.Ordinal));

    private static string? Match(IReadOnlyList<NamePattern> patterns, string name) =>
        patterns.Select(pattern => pattern.Match(name)).FirstOrDefault(matched => matched is not null);

    private static GraphQLDirective? DirectiveOf(ASTNode definition) =>
        (definition as GraphQLInputObjectTypeDefinition)?.Directives?.Items.Find(directive => directive.Name == Directive);

    private static IReadOnlyList<NamePattern> Patterns(GraphQLDirective directive, string argument) =>
        directive.Arguments?.Items.Find(candidate => candidate.Name == argument)?.Value is GraphQLListValue { Values: { } values }
            ? [.. values.Cast<GraphQLStringValue>().Select(value => new NamePattern(value.Value.ToString()))]
            : [];
}
