using System.Linq.Expressions;

namespace IncidentGraph.Server.Binding;

/// <summary>Compiles when it is first called: a server is asked for few of its fields, and to compile all of them at once makes its start longer.</summary>
internal static class Late
{
    public static Func<T, TResult> Compile<T, TResult>(Expression<Func<T, TResult>> expression)
    {
        var compiled = new Lazy<Func<T, TResult>>(expression.Compile);
        return value => compiled.Value(value);
    }
}
