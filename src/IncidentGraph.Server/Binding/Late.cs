using System.Linq.Expressions;

namespace IncidentGraph.Server.Binding;

/// <summary>Compiles when it is first called: to compile at once what most servers are never asked for would be half of their start.</summary>
internal static class Late
{
    public static Func<T, TResult> Compile<T, TResult>(Expression<Func<T, TResult>> expression)
    {
        var compiled = new Lazy<Func<T, TResult>>(expression.Compile);
        return value => compiled.Value(value);
    }
}
