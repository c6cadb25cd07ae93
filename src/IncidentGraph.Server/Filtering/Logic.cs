using System.Linq.Expressions;

namespace IncidentGraph.Server.Filtering;

internal static class Logic
{
    public static Expression All(IEnumerable<Expression> conditions)
    {
        var list = conditions.ToList();
        return list.Count == 0 ? Expression.Constant(true) : list.Aggregate(Expression.AndAlso);
    }

    /// <summary>No branches restrict nothing, as in HotChocolate.</summary>
    public static Expression Any(IEnumerable<Expression> conditions)
    {
        var list = conditions.ToList();
        return list.Count == 0 ? Expression.Constant(true) : list.Aggregate(Expression.OrElse);
    }
}
