using GraphQLParser.AST;

namespace IncidentGraph.Server.Binding;

/// <summary>Binds fields by a rule, where no method is named for them.</summary>
public interface IFieldSource
{
    /// <summary>Null when the rule does not apply.</summary>
    FieldBinding? Bind(string typeName, GraphQLFieldDefinition field, Type? source);
}
