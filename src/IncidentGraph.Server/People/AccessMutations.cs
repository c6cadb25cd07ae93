using System.Runtime.CompilerServices;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;

namespace IncidentGraph.Server.People;

public sealed record RevokeUserTokensInput(string UserId, string Reason, string? IdempotencyKey) : IMutationInput;

public sealed record DeactivateUserInput(string UserId, string Reason, string? IdempotencyKey) : IMutationInput;

public sealed record ReactivateUserInput(string UserId, string? IdempotencyKey) : IMutationInput;

/// <summary>Who is let in, and by tokens of which time.</summary>
[MutationType]
public sealed class AccessMutations(CallerCommands commands, CallerResolver callers, TimeProvider clock)
{
    public Task<MutationPayload> RevokeUserTokensAsync(RevokeUserTokensInput input, CancellationToken ct) =>
        ChangeAsync(input, input.UserId, (user, act) => user.RevokeTokens(act, input.Reason), ct);

    public Task<MutationPayload> DeactivateUserAsync(DeactivateUserInput input, CancellationToken ct) =>
        ChangeAsync(input, input.UserId, (user, act) => user.Deactivate(act, input.Reason), ct);

    public Task<MutationPayload> ReactivateUserAsync(ReactivateUserInput input, CancellationToken ct) =>
        ChangeAsync(input, input.UserId, (user, act) => user.Reactivate(act), ct);

    private async Task<MutationPayload> ChangeAsync(
        IMutationInput input, string userId, Func<User, Act, IReadOnlyList<DomainError>> change, CancellationToken ct, [CallerMemberName] string mutation = "")
    {
        var from = default(DateTimeOffset?);
        var payload = await commands.RunAsync(
            input,
            async (work, aborted) =>
            {
                if (await work.FindUserAsync(userId, aborted) is not { } user)
                    return Decisions.NotFound("user", "userId");
                var errors = change(user, work.Act);
                from = user.NotBefore;
                return Decisions.Of(errors, EntityRef.Of("User", user.Id));
            },
            ct,
            mutation);
        callers.Forget();
        await PassAsync(from, ct);
        return payload;
    }

    // Tokens say the second in which they were issued: one that is asked for once this is answered must not fall into a second that is refused.
    // A timer may be a little early, so that the clock has the last word.
    private async Task PassAsync(DateTimeOffset? from, CancellationToken ct)
    {
        while (from - clock.GetUtcNow() is { } left && left > TimeSpan.Zero)
            await Task.Delay(left + TimeSpan.FromMilliseconds(1), clock, ct);
    }
}
