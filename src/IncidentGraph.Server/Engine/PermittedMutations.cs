using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Engine;

/// <summary>Which mutations a caller may send at all, as the contract's own policies say.</summary>
public sealed class PermittedMutations
{
    private readonly IReadOnlyList<(string Name, FieldRule Rule)> _mutations;

    internal PermittedMutations(ContractIndex contract) => _mutations = [.. contract.FieldsOf("Mutation")];

    /// <summary>In the order of the contract.</summary>
    public IReadOnlyList<string> For(Caller caller) =>
        caller.MayChange ? [.. _mutations.Where(m => m.Rule.Policies.All(p => Policies.Grants(p, caller))).Select(m => m.Name)] : [];
}
