using IncidentGraph.Domain.Services;
using IncidentGraph.Server.Mapping;
using Mapster;

namespace IncidentGraph.Server.Services;

/// <summary>Inputs on services to the domain's commands. What must be looked up first is set by who maps.</summary>
internal static class ServiceMaps
{
    public static readonly TypeAdapterConfig Config = CommandMaps.Create(
        maps => maps.NewConfig<RegisterServiceInput, RegisterService>()
            .Ignore(r => r.Owner!)
            .Map(r => r.IsExternal, i => i.IsExternal ?? false)
            .Map(r => r.Tags, i => i.Tags ?? Array.Empty<string>())
            .Map(r => r.Links, i => i.Links ?? Array.Empty<LinkInput>()),
        maps => maps.NewConfig<UpdateServiceInput, UpdateService>().Ignore(u => u.Owner, u => u.Links),
        maps => maps.NewConfig<UpdateDependencyInput, UpdateDependency>());
}
