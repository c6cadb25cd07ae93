using System.Text.RegularExpressions;
using GraphQLParser;
using GraphQLParser.AST;
using IncidentGraph.Server.Schema;
using static IncidentGraph.Server.Tests.Schema.ContractReader;

namespace IncidentGraph.Server.Tests.Schema;

public sealed partial class DescriptionTests
{
    [Fact]
    public void Everything_has_a_description() =>
        Assert.Empty(Described().Where(entry => string.IsNullOrWhiteSpace(entry.Text)).Select(entry => entry.Path));

    [Fact]
    public void Descriptions_are_sentences() => Assert.Empty(Described()
        .Where(entry => char.IsLower(entry.Text![0]) || entry.Text[^1] is not ('.' or '`' or ')'))
        .Select(entry => $"{entry.Path}: {entry.Text}"));

    [Fact]
    public void Descriptions_name_only_fields_that_there_are()
    {
        var fields = Types.SelectMany(type => Definitions.MembersOf(type).Select(member => $"{type.Name}.{member.Name}")).ToHashSet();
        var mentioned =
            from entry in Described()
            from Match match in FieldReference().Matches(entry.Text!)
            select (entry.Path, Field: match.Groups["field"].Value);

        Assert.Empty(mentioned.ExceptBy(fields, mention => mention.Field).Select(mention => $"{mention.Path} names {mention.Field}"));
    }

    [Fact]
    public void Every_shared_description_is_used()
    {
        var shared = SchemaFiles.Read(SchemaFiles.Folder).Single(file => file.Name == "shared.graphql");
        var described = Described().Select(entry => entry.Text).ToHashSet();
        var unused = Parser.Parse(shared.Text).Definitions
            .OfType<GraphQLInputObjectTypeDefinition>()
            .SelectMany(template => Definitions.MembersOf(template))
            .Where(member => !described.Contains(member.Node.Description?.Value.ToString()));

        Assert.Empty(unused.Select(member => member.Name));
    }

    private static IEnumerable<(string Path, string? Text)> Described() => Served.Document.Definitions.SelectMany(Described);

    private static IEnumerable<(string Path, string? Text)> Described(ASTNode definition)
    {
        var name = definition switch
        {
            GraphQLDirectiveDefinition directive => "@" + directive.Name.StringValue,
            GraphQLTypeDefinition type => type.Name.StringValue,
            _ => "schema",
        };
        yield return (name, Text(definition));
        foreach (var member in Members(definition))
        {
            yield return ($"{name}.{((INamedNode)member).Name}", Text(member));
        }

        foreach (var field in Definitions.FieldsOf(definition))
        {
            foreach (var argument in Definitions.ArgumentsOf(field))
            {
                yield return ($"{name}.{field.Name}({argument.Name})", Text((ASTNode)argument.Node));
            }
        }
    }

    private static IEnumerable<ASTNode> Members(ASTNode definition) => definition switch
    {
        GraphQLEnumTypeDefinition type => type.Values?.Items ?? [],
        GraphQLDirectiveDefinition directive => directive.Arguments?.Items ?? [],
        _ => Definitions.MembersOf(definition).Select(member => (ASTNode)member.Node),
    };

    [GeneratedRegex("`(?<field>[A-Z][A-Za-z]+\\.[a-z][A-Za-z]+)`", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex FieldReference();

    private static string? Text(ASTNode node) => ((IHasDescriptionNode)node).Description?.Value.ToString();
}
