using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Transport.Persisted;

/// <summary>
/// Finds the documents of operations that come without: trusted ones by their ids (GraphQL over HTTP, "Persisted Documents"), and those that
/// clients made known by their hashes (Apollo's automatic persisted queries), of which the most used are kept. What is found is executed like what is
/// sent: nothing is permitted by being known. Safe for concurrent use.
/// </summary>
internal sealed class PersistedOperations(TrustedDocuments trusted, IOptions<GraphQLTransportOptions> options) : IDisposable
{
    /// <summary>What an entry costs beside its text, in characters.</summary>
    private const int EntrySize = 200;

    private readonly MemoryCache _learnt = new(new MemoryCacheOptions { SizeLimit = options.Value.AutomaticDocuments });

    /// <summary>The request with its document, or why there is none.</summary>
    public (OperationRequest? Request, OperationOutcome.Refused? Refused) Find(OperationRequest request)
    {
        if (request.DocumentId is { } id)
            return request.Query is null ? ById(request, id) : (null, PersistedRefusals.Both);
        var (hash, problem) = PersistedQuery.Read(request.Extensions);
        if (problem is not null)
            return (null, PersistedRefusals.Malformed(problem));
        if (request.Query is null)
            return ByHash(request, hash!); // one of both is there: see RequestShape
        if (hash is not null && hash != PersistedQuery.HashOf(request.Query))
            return (null, PersistedRefusals.Mismatch);
        return options.Value.OnlyTrustedDocuments && !trusted.Include(request.Query) ? (null, PersistedRefusals.Required) : (request, null);
    }

    /// <summary>Keeps a document that came with its hash. Call it when the document was good for something: others are not worth the place.</summary>
    public void Learn(OperationRequest request)
    {
        if (request is { Query: { } query, DocumentId: null } && PersistedQuery.Read(request.Extensions).Hash is { } hash && !_learnt.TryGetValue(hash, out _))
            _learnt.Set(hash, query, new MemoryCacheEntryOptions { Size = query.Length + EntrySize });
    }

    public void Dispose() => _learnt.Dispose();

    private (OperationRequest? Request, OperationOutcome.Refused? Refused) ById(OperationRequest request, string id) =>
        trusted.Find(id) is { } document ? (request with { Query = document }, null) : (null, PersistedRefusals.UnknownId);

    private (OperationRequest? Request, OperationOutcome.Refused? Refused) ByHash(OperationRequest request, string hash)
    {
        if ((trusted.Find(hash) ?? Learnt(hash)) is { } document)
            return (request with { Query = document }, null);
        if (options.Value.OnlyTrustedDocuments)
            return (null, PersistedRefusals.Required);
        return (null, options.Value.AutomaticDocuments == 0 ? PersistedRefusals.NotSupported : PersistedRefusals.NotFound);
    }

    private string? Learnt(string hash) => options.Value.OnlyTrustedDocuments ? null : _learnt.Get<string>(hash);
}
