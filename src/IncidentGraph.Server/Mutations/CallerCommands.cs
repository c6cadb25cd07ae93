using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Security.Claims;
using IncidentGraph.Data.Commits;
using IncidentGraph.Data.Logs;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;

namespace IncidentGraph.Server.Mutations;

/// <summary>Hands a mutation to the commit as the caller's command, and its outcome back as a payload.</summary>
public sealed class CallerCommands(Commit commit, CurrentCaller caller, CursorCodecSource codecs)
{
    private const int LongestKey = 200;

    /// <param name="input">The whole input: repeating it under the same key answers the same.</param>
    /// <param name="decide">Decides in the transaction, possibly again.</param>
    /// <param name="ct">Gives up before the commit.</param>
    /// <param name="mutation">The scope of the idempotency key; the calling method's name.</param>
    public async Task<MutationPayload> RunAsync(
        IMutationInput input, Func<Work, CancellationToken, Task<Decision>> decide, CancellationToken ct, [CallerMemberName] string mutation = "")
    {
        if (input.IdempotencyKey is { } given && (given.Length is 0 or > LongestKey || !TextRules.IsStorable(given)))
            return new MutationPayload([], null, [BadKey()]);
        var result = await commit.RunAsync(
            new Command
            {
                By = caller.Known,
                Decide = decide,
                Key = input.IdempotencyKey is { } key ? new IdempotencyKey(Scope(mutation), key, InputHash.Of(input)) : null,
                TraceId = Activity.Current?.TraceId.ToString(),
            },
            ct);
        var cursor = result.Position is { } position ? (await codecs.GetAsync(ct)).Write(position) : null;
        return new MutationPayload(result.Objects, cursor, result.IsAccepted ? null : result.Errors) { IsReplay = result.IsReplay };
    }

    private static ValidationError BadKey() => new(
        $"The idempotencyKey is empty, longer than {LongestKey} characters, or no storable text.", ["idempotencyKey"], "Use a random UUID.");

    private string Scope(string mutation)
    {
        var subject = caller.Principal.FindFirst("sub") ?? caller.Principal.FindFirst(ClaimTypes.NameIdentifier);
        return $"{subject?.Issuer}|{subject?.Value ?? caller.Known.ActorId.ToString()}|{Names.ToField(mutation)}";
    }
}
