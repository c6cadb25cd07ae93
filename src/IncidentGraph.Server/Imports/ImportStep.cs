using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Imports;

/// <summary>One command of an import. It stands for itself: whatever it needs that is not there yet, it makes.</summary>
/// <param name="which">How the report names it when it is refused.</param>
/// <param name="weight">About how many rows it writes.</param>
/// <param name="decide">What it does.</param>
internal sealed class ImportStep(
    string which, int weight, Func<Work, Findings, CancellationToken, Task<IReadOnlyList<DomainError>>> decide)
{
    public string Which => which;

    public int Weight => weight;

    /// <summary>Whether it finds what steps before it made where they left it, so that all can be saved together: see <see cref="Command.IsContained"/>.</summary>
    public bool IsContained { get; init; }

    /// <summary>Of the last time that it was decided.</summary>
    public Findings Findings { get; private set; } = new();

    public Command ToCommand() => new() { By = Caller.System, IsImport = true, Decide = DecideAsync };

    /// <summary>For a batch that is stored as a whole: a refusal breaks it off.</summary>
    /// <exception cref="StepRefusedException">It is refused.</exception>
    public Command ToPart() => new()
    {
        By = Caller.System,
        IsImport = true,
        IsContained = IsContained,
        Decide = async (work, ct) => await DecideAsync(work, ct) is { IsAccepted: true } accepted ? accepted : throw new StepRefusedException(),
    };

    private async Task<Decision> DecideAsync(Work work, CancellationToken ct)
    {
        Findings = new();
        var errors = await decide(work, Findings, ct);
        return errors.Count > 0 ? Decision.Refused(errors) : Decision.Accepted();
    }
}
