using System.Linq.Expressions;

namespace IncidentGraph.Server.Connections;

/// <summary>The fixed order of a list inside one parent, by one key that is unique there.</summary>
internal static class Order
{
    public static Sort<T> By<T, TKey>(Expression<Func<T, TKey>> key, bool isDescending = false) =>
        new([new SortKey("place", key, isDescending)]);
}
