using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Auth;
using IncidentGraph.Server.Auth.ApiKeys;
using IncidentGraph.Server.Binding;
using IncidentGraph.Server.Mutations;
using IncidentGraph.Server.Nodes;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Server.People;

public sealed record CreateApiKeyInput(
    string Name, string? Description, IReadOnlyList<ApiKeyScope> Scopes, DateTimeOffset? ExpiresAt, string? IdempotencyKey) : IMutationInput;

public sealed record RevokeApiKeyInput(string Id, string Reason, string? IdempotencyKey) : IMutationInput;

[MutationType]
public sealed class ApiKeyMutations(CallerCommands commands, CallerResolver callers)
{
    public async Task<CreateApiKeyPayload> CreateApiKeyAsync(CreateApiKeyInput input, CancellationToken ct)
    {
        var secret = ApiKeySecret.New(); // once, before anything is decided, so that a decision made anew stores the same
        return new CreateApiKeyPayload(await commands.RunAsync(input, (work, aborted) => CreateAsync(work, input, secret, aborted), ct), secret);
    }

    public async Task<MutationPayload> RevokeApiKeyAsync(RevokeApiKeyInput input, CancellationToken ct)
    {
        var payload = await commands.RunAsync(input, (work, aborted) => RevokeAsync(work, input, aborted), ct);
        callers.Forget();
        return payload;
    }

    private static async Task<Decision> CreateAsync(Work work, CreateApiKeyInput input, string secret, CancellationToken ct)
    {
        var id = await work.NextAsync(Counter.Actor, ct);
        var created = ApiKey.Create(work.Act, id, new CreateApiKey
        {
            Name = input.Name,
            Description = input.Description,
            Scopes = input.Scopes,
            ExpiresAt = input.ExpiresAt,
            Prefix = ApiKeySecret.PrefixOf(secret)!, // made in that form
            SecretHash = ApiKeySecret.Hash(secret),
        });
        if (created.Value is not { } key)
            return Decisions.Of(created.Errors);

        work.Db.Add(new Automation { Id = id, DisplayName = key.Name, Kind = AutomationKind.ApiKey });
        work.Db.Add(key);
        return Decisions.Of([], Ref(key));
    }

    private static async Task<Decision> RevokeAsync(Work work, RevokeApiKeyInput input, CancellationToken ct) =>
        await FindAsync(work, input.Id, ct) is { } key
            ? Decisions.Of(key.Revoke(work.Act, input.Reason), Ref(key))
            : Decisions.NotFound("API key", "id");

    private static Task<ApiKey?> FindAsync(Work work, string id, CancellationToken ct)
    {
        if (GlobalId.NumberOf("ApiKey", id) is { } number)
            return work.ApiKeyAsync(number, ct);

        var prefix = KeyText.Human(id);
        return work.Db.ApiKeys.SingleOrDefaultAsync(key => key.Prefix == prefix, ct);
    }

    private static EntityRef Ref(ApiKey key) => EntityRef.Of("ApiKey", key.Id);
}
