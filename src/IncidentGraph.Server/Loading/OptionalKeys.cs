using IncidentGraph.Server.Binding;

namespace IncidentGraph.Server.Loading;

/// <summary>For references that may be absent.</summary>
public static class OptionalKeys
{
    public static Deferred<TValue?> LoadOrNull<TKey, TValue>(this BatchLoader<TKey, TValue> loader, TKey? key)
        where TKey : struct =>
        key is { } given ? loader.Load(given) : Deferred<TValue?>.Of(default);
}
