namespace IncidentGraph.Server.Tests.Matrix;

/// <summary>One of everything, with the same relation to the cast: the global ids by what they are ids of.</summary>
internal sealed class Scene(string name)
{
    /// <summary>Incidents that nobody commands; a service that nobody owns.</summary>
    public const string Free = nameof(Free);

    /// <summary>Incidents that the commander leads; a service that the member's team owns.</summary>
    public const string Led = nameof(Led);

    /// <summary>The same, but private: for the admin, the commander, the participant and the reporter.</summary>
    public const string Private = nameof(Private);

    private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Names { get; } = [Free, Led, Private];

    public string Name { get; } = name;

    public bool IsPrivate => Name == Private;

    public string this[string what]
    {
        get => _ids.TryGetValue(what, out var id) ? id : throw new InvalidOperationException($"{Name} has no {what}: arrange one in {nameof(Stage)}.");
        set => _ids[what] = value;
    }

    public Scene Copy()
    {
        var copy = new Scene(Name);
        foreach (var (what, id) in _ids)
            copy[what] = id;
        return copy;
    }

    /// <summary>"Other incident" is an Incident.</summary>
    public static string TypeOf(string what)
    {
        var name = what.Split(' ')[^1];
        return char.ToUpperInvariant(name[0]) + name[1..];
    }

    public IEnumerable<string> Incidents => _ids.Where(i => TypeOf(i.Key) == "Incident").Select(i => i.Value);

    public string? WhatIs(string id) => _ids.FirstOrDefault(i => i.Value == id).Key;
}
