using System.Reflection;

namespace IncidentGraph.Server.Engine;

/// <summary>The C# enum of the same name for each enum of the contract.</summary>
internal sealed class EnumTypes(params Assembly[] assemblies)
{
    private readonly Dictionary<string, Type> _byName = assemblies
        .SelectMany(a => a.GetExportedTypes())
        .Where(t => t.IsEnum)
        .ToDictionary(t => t.Name, StringComparer.Ordinal);

    public Type? this[string name] => _byName.GetValueOrDefault(name);
}
