using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.People;

public sealed partial class ApiKey
{
    /// <param name="act">An admin's, in person: a key that leaked must not be able to outlive itself.</param>
    /// <param name="id">Of the key and of its automation.</param>
    /// <param name="command">What is to be.</param>
    public static Decision<ApiKey> Create(Act act, long id, CreateApiKey command)
    {
        if (Bars(act) is { } bar)
            return new List<DomainError> { bar };
        var checks = new Checks();
        var key = new ApiKey
        {
            Id = id,
            Name = checks.Required(command.Name, TextRules.Name, "name"),
            Description = checks.Optional(command.Description, TextRules.Paragraph, "description"),
            Prefix = command.Prefix,
            SecretHash = command.SecretHash,
            Scopes = CheckedScopes(command.Scopes, checks),
            CreatedAt = act.At,
            CreatedById = act.By.ActorId,
            ExpiresAt = CheckedExpiry(command.ExpiresAt, act.At, checks),
        };
        if (checks.Failed)
            return checks.Errors;

        key.TellCreated(act);
        return key;
    }

    /// <summary>For good. A key that is revoked already stays as it is.</summary>
    public IReadOnlyList<DomainError> Revoke(Act act, string reason)
    {
        if (Bars(act) is { } bar)
            return [bar];
        var checks = new Checks();
        var why = checks.Required(reason, TextRules.Paragraph, "reason");
        if (checks.Failed || RevokedAt is not null)
            return checks.Errors;

        (RevokedAt, RevokedById) = (act.At, act.By.ActorId);
        Version++;
        Catalog.Record(act, new ApiKeyRevoked(Id, Name, why), $"{act.By.DisplayName} revoked the API key {Name}: {why}", Version);
        return [];
    }

    public bool IsActive(DateTimeOffset now) => RevokedAt is null && (ExpiresAt is not { } end || now < end);

    private void TellCreated(Act act)
    {
        var scopes = string.Join(", ", Scopes.Select(Wire.Name));
        var until = ExpiresAt is { } end ? $" until {Wire.Time(end)}" : "";
        Catalog.Record(
            act,
            new ApiKeyCreated(Id, Name, Scopes, ExpiresAt),
            $"{act.By.DisplayName} created the API key {Name} with {scopes}{until}",
            Version);
    }

    private static NotAllowedError? Bars(Act act)
        => act.By is { IsAdmin: true, IsUser: true }
            ? null
            : Refusal.NotAllowed("Only admins, in person, create and revoke API keys.", "Ask an admin.", "ADMIN");

    private static List<ApiKeyScope> CheckedScopes(IReadOnlyList<ApiKeyScope> scopes, Checks checks)
    {
        List<ApiKeyScope> distinct = [.. scopes.Distinct().Order()];
        if (distinct.TrueForAll(scope => scope == ApiKeyScope.Private))
            checks.Invalid("The scopes permit nothing.", "Give READ or one that includes it, beside PRIVATE if private incidents are meant.", "scopes");
        return distinct;
    }

    private static DateTimeOffset? CheckedExpiry(DateTimeOffset? given, DateTimeOffset now, Checks checks)
    {
        if (given is not { } time)
            return null;
        var end = DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
        if (end <= now)
            checks.Invalid($"expiresAt {Wire.Time(end)} is over.", "Give a time to come, or none for a key that never expires.", "expiresAt");
        return end;
    }
}
