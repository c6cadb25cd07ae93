using GraphQL.Execution;
using Microsoft.Extensions.Caching.Memory;

namespace IncidentGraph.Server.Engine;

/// <summary>Parses documents and keeps the most used, bounded by their total length in characters.</summary>
internal sealed class DocumentCache(ContractIndex contract, GraphQLOptions options) : IDisposable
{
    private readonly MemoryCache _documents = new(new MemoryCacheOptions { SizeLimit = options.DocumentCacheSize });
    private readonly GraphQLDocumentBuilder _parser = new() { MaxDepth = options.MaxParserDepth, IgnoreComments = true };

    /// <exception cref="GraphQLParser.Exceptions.GraphQLParserException">The text is no GraphQL document, or nested too deeply.</exception>
    public PreparedDocument Prepare(string query)
    {
        if (_documents.TryGetValue<PreparedDocument>(query, out var known) && known is not null)
            return known;

        var document = _parser.Build(query);
        var prepared = new PreparedDocument(document, new ShapeReader(contract, document).Read());
        _documents.Set(query, prepared, new MemoryCacheEntryOptions { Size = query.Length + 1000 });
        return prepared;
    }

    public void Dispose() => _documents.Dispose();
}
