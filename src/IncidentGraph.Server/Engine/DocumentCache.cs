using GraphQL;
using GraphQL.Execution;
using GraphQLParser;
using GraphQLParser.Exceptions;
using IncidentGraph.Server.Engine.Limits;
using IncidentGraph.Transport;
using Microsoft.Extensions.Caching.Memory;

namespace IncidentGraph.Server.Engine;

/// <summary>Parses documents that keep within the limits, and keeps the most used, bounded by their total length in characters.</summary>
internal sealed class DocumentCache(ContractIndex contract, GraphQLOptions options) : IDisposable
{
    private readonly MemoryCache _documents = new(new MemoryCacheOptions { SizeLimit = options.DocumentCacheSize });
    private readonly GraphQLDocumentBuilder _parser = new() { MaxDepth = options.MaxParserDepth, IgnoreComments = true };

    /// <summary>Null when there is a document to go on with.</summary>
    public OperationOutcome.Refused? Prepare(string query, out PreparedDocument prepared)
    {
        if (_documents.TryGetValue<PreparedDocument>(query, out var known) && known is not null)
        {
            prepared = known;
            return null;
        }

        prepared = null!; // not read when refused
        if (query.Length > options.MaxDocumentLength)
            return Refusals.Over(Refusals.DocumentTooLarge, "characters", options.MaxDocumentLength, query.Length);
        return TokenLimits.Refuse(query, options.MaxTokens) ?? RefuseMalformed(query) ?? Parse(query, out prepared);
    }

    public void Dispose() => _documents.Dispose();

    /// <summary>Whether a document with a long line has its syntax wrong; others are parsed at once.</summary>
    private OperationOutcome.Refused? RefuseMalformed(string query)
    {
        if (BrokenLines.Of(query) is not { } lines)
            return null;
        try
        {
            _parser.Build(lines.Text);
            return null;
        }
        catch (ExecutionError e)
        {
            var places = e.Locations?.Select(at => lines.Locate(at.Line, at.Column)).Select(at => new Location(at.Line, at.Column)).ToList() ?? [];
            e.Locations?.Clear();
            places.ForEach(e.AddLocation);
            return Refusals.Of(ErrorCodes.ParseFailed, [e]);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return Refusals.Over(ErrorCodes.DepthLimit, "levels of nesting", options.MaxParserDepth);
        }
    }

    private OperationOutcome.Refused? Parse(string query, out PreparedDocument prepared)
    {
        prepared = null!; // not read when refused
        try
        {
            var document = _parser.Build(query);
            var reader = new ShapeReader(contract, document);
            var shape = reader.Read();
            if ((DocumentLimits.Refuse(shape, options) ?? DocumentLimits.RefuseMerging(document, reader.Fragments, options)) is { } refused)
                return refused;
            prepared = new PreparedDocument(document, shape.Operations);
        }
        catch (ExecutionError e)
        {
            return Refusals.Of(ErrorCodes.ParseFailed, [e]);
        }
        catch (GraphQLMaxDepthExceededException)
        {
            return Refusals.Over(ErrorCodes.DepthLimit, "levels of nesting", options.MaxParserDepth);
        }

        _documents.Set(query, prepared, new MemoryCacheEntryOptions { Size = query.Length + 1000 + prepared.Operations.Sum(o => o.Answers?.MostBytes ?? 0) });
        return null;
    }
}
