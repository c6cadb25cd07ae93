using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport.Persisted;

/// <summary>
/// The documents of <see cref="GraphQLTransportOptions.TrustedDocuments"/>. All are read and judged before the server listens: one that is broken
/// keeps it from starting, and is named.
/// </summary>
internal sealed class TrustedDocuments(IServiceProvider services, IOptions<GraphQLTransportOptions> options) : IHostedService
{
    private const string Sha256 = "sha256:";

    private FrozenDictionary<string, TrustedDocument> _byId = FrozenDictionary<string, TrustedDocument>.Empty;
    private FrozenSet<string> _hashes = FrozenSet<string>.Empty;

    /// <summary>By its id; a SHA-256 may say that it is one (GraphQL over HTTP, "SHA256 Hex Document Identifier").</summary>
    public string? Find(string id) =>
        (_byId.GetValueOrDefault(id) ?? (id.StartsWith(Sha256, StringComparison.Ordinal) ? _byId.GetValueOrDefault(id[Sha256.Length..]) : null))?.Text;

    /// <summary>Whether a document is word for word one of them.</summary>
    public bool Include(string document) => _hashes.Contains(PersistedQuery.HashOf(document));

    /// <exception cref="InvalidDataException">A file, or a document in it, is broken.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.TrustedDocuments is not { Length: > 0 } folder)
        {
            if (options.Value.OnlyTrustedDocuments)
                throw new InvalidDataException("Only trusted documents are to be executed, and no folder holds any.");
            return;
        }

        var byId = new Dictionary<string, TrustedDocument>(StringComparer.Ordinal);
        foreach (var document in await TrustedFiles.ReadAsync(folder, cancellationToken))
        {
            if (!byId.TryAdd(document.Id, document) && byId[document.Id].Text != document.Text)
                throw new InvalidDataException($"{document.File}: the id {document.Id} has another document in {byId[document.Id].File}.");
            await CheckAsync(document, cancellationToken);
        }

        _byId = byId.ToFrozenDictionary(StringComparer.Ordinal);
        _hashes = byId.Values.Select(document => PersistedQuery.HashOf(document.Text)).ToFrozenSet(StringComparer.Ordinal);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task CheckAsync(TrustedDocument document, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        if (scope.ServiceProvider.GetService<IDocumentCheck>() is { } check && await check.FindProblemAsync(document.Text, ct) is { } problem)
            throw new InvalidDataException($"{document.File}: the document {document.Id} cannot be executed: {problem}");
    }
}
