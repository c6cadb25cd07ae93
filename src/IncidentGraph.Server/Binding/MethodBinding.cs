using System.Linq.Expressions;
using System.Reflection;
using GraphQLParser.AST;
using IncidentGraph.Server.Connections;

namespace IncidentGraph.Server.Binding;

/// <summary>
/// Binds a field to a method: its parameters are the object itself, arguments by name, services by type and the token.
/// Instance methods run on their class taken from the operation's services.
/// </summary>
public static class MethodBinding
{
    private static readonly MethodInfo _argument = typeof(MethodBinding).GetMethod(nameof(Argument), BindingFlags.NonPublic | BindingFlags.Static)!; // below
    private static readonly MethodInfo _service = typeof(MethodBinding).GetMethod(nameof(Service), BindingFlags.NonPublic | BindingFlags.Static)!; // below
    private static readonly MethodInfo _box = typeof(MethodBinding).GetMethod(nameof(BoxAsync), BindingFlags.NonPublic | BindingFlags.Static)!; // below

    public static FieldBinding Create(string typeName, GraphQLFieldDefinition field, MethodInfo method, Type? source)
    {
        var context = Expression.Parameter(typeof(FieldContext));
        var arguments = method.GetParameters().Select(p => Parameter(context, field, p, source)).ToArray();
        var target = method.IsStatic ? null : ServiceCall(context, method.DeclaringType!); // an instance method has one
        var call = Expression.Call(target, method, arguments);
        var name = field.Name.StringValue;

        if (method.ReturnType == typeof(Task<IAsyncEnumerable<object>>))
            return new StreamBinding(typeName, name, Compile<Task<IAsyncEnumerable<object>>>(call, context));
        if (method.ReturnType.IsAssignableTo(typeof(Task)))
        {
            var boxed = Expression.Call(_box.MakeGenericMethod(method.ReturnType.GetGenericArguments()[0]), call);
            return new AsyncBinding(typeName, name, Compile<Task<object?>>(boxed, context));
        }

        return new ValueBinding(typeName, name, Compile<object?>(Expression.Convert(call, typeof(object)), context));
    }

    private static Func<FieldContext, T> Compile<T>(Expression body, ParameterExpression context) =>
        Late.Compile(Expression.Lambda<Func<FieldContext, T>>(body, context));

    private static Expression Parameter(ParameterExpression context, GraphQLFieldDefinition field, ParameterInfo parameter, Type? source)
    {
        var type = parameter.ParameterType;
        if (type == typeof(CancellationToken))
            return Expression.Property(context, nameof(FieldContext.Aborted));
        if (type == typeof(PageArguments))
            return ArgumentCall(context, ArgumentReader.ReadPage, type);
        if (field.Arguments?.Items.Any(a => a.Name == parameter.Name) == true)
            return ArgumentCall(context, ArgumentReader.For(parameter.Name!, type), type); // methods name their parameters
        return source is not null && type.IsAssignableFrom(source)
            ? Expression.Convert(Expression.Property(context, nameof(FieldContext.Source)), type)
            : ServiceCall(context, type);
    }

    private static Expression ArgumentCall(ParameterExpression context, Func<FieldContext, object?> read, Type type) =>
        Expression.Convert(Expression.Call(_argument, Expression.Constant(read), context), type);

    private static Expression ServiceCall(ParameterExpression context, Type type) =>
        Expression.Call(_service.MakeGenericMethod(type), context);

    private static object? Argument(Func<FieldContext, object?> read, FieldContext context) => read(context);

    private static T Service<T>(FieldContext context)
        where T : notnull => context.Services.GetRequiredService<T>();

    private static async Task<object?> BoxAsync<T>(Task<T> task) => await task;
}
