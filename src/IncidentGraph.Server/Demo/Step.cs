using IncidentGraph.Data.Commits;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Server.Demo;

/// <summary>What somebody did at some time.</summary>
internal sealed record Step(DateTimeOffset At, Caller By, Func<Work, CancellationToken, Task<IReadOnlyList<DomainError>>> Do)
{
    /// <summary>Whether it looks at what the log says of the steps before it.</summary>
    public bool ReadsLog { get; init; }

    /// <summary>Whether what the steps before it left is all that it needs.</summary>
    public bool IsContained { get; init; }

    public Command ToCommand() => new() { By = By, At = At, Decide = DecideAsync, ReadsLog = ReadsLog, IsContained = IsContained };

    // The story obeys the rules. Where it does not, it is wrong, and none of it is stored.
    private async Task<Decision> DecideAsync(Work work, CancellationToken ct)
    {
        var errors = await Do(work, ct);
        return errors.Count == 0
            ? Decision.Accepted()
            : throw new InvalidOperationException($"{By.DisplayName}, {At:O}: {string.Join(' ', errors.Select(error => error.Message))}");
    }
}
