using System.Linq.Expressions;
using GraphQLParser.AST;

namespace IncidentGraph.Server.Binding;

/// <summary>Binds a field to the property of the same name, by a getter that is compiled when it is first called.</summary>
public sealed class PropertyFields : IFieldSource
{
    public FieldBinding? Bind(string typeName, GraphQLFieldDefinition field, Type? source)
    {
        var name = Names.ToMember(field.Name.StringValue);
        if (source is null || Getter(source, name) is not { } get)
            return null;
        return new ValueBinding(typeName, field.Name.StringValue, context => get(context.Source!)); // only roots have no source
    }

    public static Func<object, object?>? Getter(Type source, string name)
    {
        if (source.GetProperty(name) is not { } property)
            return null;
        var value = Expression.Parameter(typeof(object));
        var read = Expression.Convert(Expression.Property(Expression.Convert(value, source), property), typeof(object));
        return Late.Compile(Expression.Lambda<Func<object, object?>>(read, value));
    }
}
