using GraphQLParser.AST;

namespace IncidentGraph.Server.Schema;

/// <summary>Carries the descriptions of the templates to where they are wanted, and takes the templates out of the document.</summary>
internal static class SharedDescriptions
{
    public static void Apply(GraphQLDocument document)
    {
        var templates = document.Definitions.OfType<GraphQLInputObjectTypeDefinition>()
            .Where(DescriptionTemplate.IsTemplate)
            .Select(DescriptionTemplate.Read)
            .ToList();
        document.Definitions.RemoveAll(DescriptionTemplate.IsTemplate);
        foreach (var type in document.Definitions.OfType<GraphQLTypeDefinition>())
        {
            foreach (var template in templates)
            {
                template.Describe(type);
            }
        }
    }
}
