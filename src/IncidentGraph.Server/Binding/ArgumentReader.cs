using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using IncidentGraph.Domain;
using IncidentGraph.Server.Connections;

namespace IncidentGraph.Server.Binding;

/// <summary>
/// Turns coerced argument values into what C# methods take: scalars and enums as they are, lists, records for input
/// objects (by constructor parameter; <see cref="Change{T}"/> tells absent from null), dictionaries for filters.
/// </summary>
public static class ArgumentReader
{
    public static object? ReadPage(FieldContext context) => new PageArguments(
        Read<int?>(context, "first"), Read<string?>(context, "after"), Read<int?>(context, "last"), Read<string?>(context, "before"));

    public static Func<FieldContext, object?> For(string name, Type type)
    {
        var convert = Converter(type);
        return context => context.TryGetArgument(name, out var value) ? convert(value) : convert(null);
    }

    private static T Read<T>(FieldContext context, string name) =>
        context.TryGetArgument(name, out var value) && value is T given ? given : default!; // nullable by its callers

    private static Func<object?, object?> Converter(Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsPrimitive || plain.IsEnum || plain.Namespace == "System" || plain == typeof(object))
            return type.IsValueType && plain == type ? value => value ?? Activator.CreateInstance(type) : value => value;
        if (plain.IsAssignableTo(typeof(IDictionary)) || IsDictionary(plain))
            return value => value;
        return ElementOf(plain) is { } element ? ListConverter(element) : RecordConverter(plain);
    }

    private static bool IsDictionary(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>);

    private static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;

    private static Func<object?, object?> ListConverter(Type element)
    {
        var convert = Converter(element);
        return value =>
        {
            if (value is null)
                return null;
            var items = ((IEnumerable)value).Cast<object?>().ToArray();
            var list = Array.CreateInstance(element, items.Length);
            for (var i = 0; i < items.Length; i++)
                list.SetValue(convert(items[i]), i);
            return list;
        };
    }

    private static Func<object?, object?> RecordConverter(Type type)
    {
        var constructor = type.GetConstructors().OrderByDescending(c => c.GetParameters().Length).First();
        var parameters = constructor.GetParameters();
        var readers = parameters.Select(p => Member(p.Name!, p.ParameterType)).ToArray(); // records name their parameters
        var create = Compile(constructor, parameters);
        return value => value is IDictionary<string, object?> fields
            ? create(Array.ConvertAll(readers, read => read(fields)))
            : null;
    }

    private static Func<IDictionary<string, object?>, object?> Member(string name, Type type)
    {
        var field = Names.ToField(name);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Change<>))
        {
            var inner = Converter(type.GetGenericArguments()[0]);
            return fields => fields.TryGetValue(field, out var value)
                ? Activator.CreateInstance(type, [inner(value)])
                : Activator.CreateInstance(type);
        }

        var convert = Converter(type);
        return fields => convert(fields.TryGetValue(field, out var value) ? value : null);
    }

    private static Func<object?[], object> Compile(ConstructorInfo constructor, ParameterInfo[] parameters)
    {
        var values = Expression.Parameter(typeof(object?[]));
        var arguments = parameters.Select((p, i) =>
            Expression.Convert(Expression.ArrayIndex(values, Expression.Constant(i)), p.ParameterType));
        return Late.Compile(Expression.Lambda<Func<object?[], object>>(Expression.New(constructor, arguments), values));
    }
}
