using System.Runtime.CompilerServices;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using IncidentGraph.Domain;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Engine.Costs;
using IncidentGraph.Server.Events;
using IncidentGraph.Server.Incidents;
using IncidentGraph.Server.Mutations;
using IncidentGraph.Server.Schema;
using IncidentGraph.Server.Settings;
using IncidentGraph.Transport;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.Engine;

/// <summary>Binds the contract once and registers what executes it.</summary>
public static class EngineServices
{
    public static IServiceCollection AddGraphQLEngine(this IServiceCollection services)
    {
        services.AddSettings<GraphQLOptions>();
        services.AddSingleton(_ => Contract.Load());
        services.AddSingleton(provider => new ContractIndex(provider.GetRequiredService<Contract>().Document));
        services.AddSingleton(provider => new PermittedMutations(provider.GetRequiredService<ContractIndex>()));
        services.AddSingleton(CreateSchemas);
        services.AddSingleton<DocumentCache>();
        services.AddSingleton(provider => CreateExecuter(provider.GetRequiredService<BoundContract>()));
        services.AddSingleton(CreateBindings);
        services.AddSingleton<ActualCost>();
        services.AddSingleton<CostBudgets>();
        services.AddSingleton<CostControl>();
        services.AddSingleton<OperationRunner>();
        services.AddSingleton<Patience>();
        services.AddSingleton<SubscriptionRunner>();
        services.AddSingleton<IOperationExecutor, GraphQLExecutor>();
        services.AddSingleton<ISchemaSource, SchemaSource>();
        services.AddSingleton<IDocumentCheck, DocumentCheck>();
        services.AddScoped<CurrentCaller>();
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<Data.IncidentDbContext>>().CreateDbContext());
        services.AddFeatures();
        return services;
    }

    private static BoundContract CreateBindings(IServiceProvider provider)
    {
        var contract = provider.GetRequiredService<Contract>().Document;
        var types = new TypeMap(contract, typeof(EngineServices).Assembly, typeof(Ids).Assembly);
        var binder = new Binder(
            types, typeof(EngineServices).Assembly, new PropertyFields(), new PayloadFields(), new PayloadObjects(contract));
        foreach (var model in types.Models)
            RuntimeHelpers.RunClassConstructor(model.TypeHandle); // makes its projection: a map that lacks a source must not listen
        return new BoundContract(types, binder.Bind(contract));
    }

    private static GraphSchemas CreateSchemas(IServiceProvider provider)
    {
        var bound = provider.GetRequiredService<BoundContract>();
        return new GraphSchemas(
            provider.GetRequiredService<Contract>(), provider.GetRequiredService<ContractIndex>(), bound.Types, bound.Bindings);
    }

    private static IDocumentExecuter CreateExecuter(BoundContract bound)
    {
        var streams = bound.Bindings.OfType<StreamBinding>().ToDictionary(b => b.FieldName, StringComparer.Ordinal);
        return new DocumentExecuter(
            new GraphQLDocumentBuilder(), new DocumentValidator(), new StrategySelector(new SubscriptionStrategy(streams)), []);
    }

    /// <summary>Classes whose methods or loaders bindings ask for: one of each in an operation.</summary>
    private static void AddFeatures(this IServiceCollection services)
    {
        foreach (var type in typeof(EngineServices).Assembly.GetTypes().Where(IsFeature))
            services.AddScoped(type);
        services.AddScoped<Loading.Loaders>();
        services.AddScoped<Nodes.NodeLoader>();
        services.AddScoped<AffectedServices>();
        services.AddScoped<Timelines>();
        services.AddScoped<FollowUps.ReviewFollowUps>();
        services.AddScoped<CallerCommands>();
    }

    private static bool IsFeature(Type type) => type is { IsClass: true, IsAbstract: false } &&
        (type.IsDefined(typeof(QueryTypeAttribute), false) || type.IsDefined(typeof(MutationTypeAttribute), false) ||
            type.IsDefined(typeof(SubscriptionTypeAttribute), false) || (type.IsPublic && IsLoader(type.BaseType)));

    private static bool IsLoader(Type? type) =>
        type is { IsGenericType: true } && type.GetGenericTypeDefinition() == typeof(Loading.BatchLoader<,>);
}

/// <summary>The contract's types and fields with what stands for them.</summary>
internal sealed record BoundContract(TypeMap Types, IReadOnlyList<FieldBinding> Bindings);
