using System.Linq.Expressions;

namespace IncidentGraph.Server.Filtering;

/// <summary>Applies a lambda to another expression, by putting that in its parameter's place.</summary>
internal sealed class Rebind : ExpressionVisitor
{
    private readonly ParameterExpression _parameter;
    private readonly Expression _with;

    private Rebind(ParameterExpression parameter, Expression with)
    {
        _parameter = parameter;
        _with = with;
    }

    /// <param name="lambda">What is applied.</param>
    /// <param name="with">One expression for each of its parameters.</param>
    public static Expression Body(LambdaExpression lambda, params ReadOnlySpan<Expression> with)
    {
        var body = lambda.Body;
        for (var i = 0; i < with.Length; i++)
            body = new Rebind(lambda.Parameters[i], with[i]).Visit(body);
        return body;
    }

    /// <summary>The predicate on T, asked of something that T is found in.</summary>
    public static Expression<Func<TOuter, bool>> On<TOuter, TInner>(
        Expression<Func<TInner, bool>> predicate, Expression<Func<TOuter, TInner>> path) =>
        Expression.Lambda<Func<TOuter, bool>>(Body(predicate, path.Body), path.Parameters);

    protected override Expression VisitParameter(ParameterExpression node) => node == _parameter ? _with : node;
}
