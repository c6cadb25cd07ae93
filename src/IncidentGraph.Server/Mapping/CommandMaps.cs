using Mapster;

namespace IncidentGraph.Server.Mapping;

/// <summary>Inputs to commands by Mapster: plain copying by name, refused at start where a name is missing.</summary>
internal static class CommandMaps
{
    public static TypeAdapterConfig Create(params Action<TypeAdapterConfig>[] maps)
    {
        var config = new TypeAdapterConfig { RequireDestinationMemberSource = true };
        foreach (var map in maps)
            map(config);
        config.Compile();
        return config;
    }
}
