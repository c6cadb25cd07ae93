using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Exceptions;

namespace IncidentGraph.Server.Schema;

/// <summary>Reads the files into one document, as they are written.</summary>
internal static class ContractDocument
{
    public static GraphQLDocument Parse(IEnumerable<SchemaFile> files)
    {
        var definitions = new List<ASTNode>();
        var fileOf = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            foreach (var definition in ParseFile(file).Definitions)
            {
                Register(definition, file.Name, fileOf);
                definitions.Add(definition);
            }
        }

        return new GraphQLDocument(definitions);
    }

    private static GraphQLDocument ParseFile(SchemaFile file)
    {
        try
        {
            return Parser.Parse(file.Text, new ParserOptions { Ignore = IgnoreOptions.All });
        }
        catch (GraphQLSyntaxErrorException e)
        {
            throw new InvalidOperationException($"schema/{file.Name}: {e.Message}", e);
        }
    }

    private static void Register(ASTNode definition, string file, Dictionary<string, string> fileOf)
    {
        // The engine drops extensions of inputs, enums and interfaces without a word; a type that is in one place is easier to read anyway.
        if (!IsDefinition(definition))
        {
            throw new InvalidOperationException($"schema/{file}: {definition.Kind} is not allowed; write a type in one place.");
        }

        var name = NameOf(definition);
        if (!fileOf.TryAdd(name, file))
        {
            throw new InvalidOperationException($"schema/{file}: {name} is defined in schema/{fileOf[name]} too.");
        }
    }

    private static bool IsDefinition(ASTNode definition) =>
        definition is GraphQLSchemaDefinition or GraphQLTypeDefinition;

    private static string NameOf(ASTNode definition) => definition switch
    {
        GraphQLDirectiveDefinition directive => "@" + directive.Name.StringValue,
        GraphQLTypeDefinition type => type.Name.StringValue,
        _ => "schema",
    };
}
