using System.Text.Encodings.Web;
using System.Text.Json;
using GraphQL;
using GraphQL.Execution;
using GraphQL.SystemTextJson;

namespace IncidentGraph.Server.Engine;

/// <summary>Answers as JSON in UTF-8, each written at once into a buffer that serves all, so that only the answer itself is allocated.</summary>
internal sealed class AnswerJson() : GraphQLSerializer(
    new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping },
    new ErrorInfoProvider(new ErrorInfoProviderOptions { ExposeCodes = false, ExposeData = false }))
{
    public byte[] Write(ExecutionResult result) => JsonSerializer.SerializeToUtf8Bytes(result, SerializerOptions);
}
