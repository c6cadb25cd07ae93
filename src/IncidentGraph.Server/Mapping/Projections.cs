using System.Linq.Expressions;
using Mapster;
using Mapster.Models;

namespace IncidentGraph.Server.Mapping;

/// <summary>Rows to read models by Mapster: databases select just the columns that the model has.</summary>
internal static class Projections
{
    private static readonly TypeAdapterConfig _config = new()
    {
        RequireDestinationMemberSource = true,
    };

    /// <exception cref="CompileException">A member of the model has no source.</exception>
    public static Expression<Func<T, TView>> To<T, TView>() =>
        (Expression<Func<T, TView>>)_config.CreateMapExpression(new TypeTuple(typeof(T), typeof(TView)), MapType.Projection);
}
