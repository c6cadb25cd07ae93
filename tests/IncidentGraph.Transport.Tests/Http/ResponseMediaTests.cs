using IncidentGraph.Transport.Http;

namespace IncidentGraph.Transport.Tests.Http;

public sealed class ResponseMediaTests
{
    [Theory]
    [InlineData("application/graphql-response+json", "GraphQLResponse", false)]
    [InlineData("application/json", "Json", false)]
    [InlineData("application/json; charset=UTF-8", "Json", false)]
    [InlineData("*/*", "Json", false)]
    [InlineData("application/*", "Json", false)]
    [InlineData("", "Json", false)]
    [InlineData("text/event-stream", "EventStream", true)]
    [InlineData("application/json, application/graphql-response+json", "GraphQLResponse", false)]
    [InlineData("application/graphql-response+json;q=0.5, application/json", "Json", false)]
    [InlineData("application/json;q=0, */*", "GraphQLResponse", false)]
    [InlineData("application/graphql-response+json, application/json, text/event-stream, multipart/mixed", "GraphQLResponse", true)]
    [InlineData("text/event-stream, application/json;q=0.9", "EventStream", true)]
    [InlineData("text/event-stream, */*", "EventStream", true)]
    [InlineData("text/html, application/xhtml+xml, */*;q=0.8", "Json", false)]
    public void The_best_acceptable_type_answers(string accept, string preferred, bool streams)
    {
        var media = ResponseMedia.Negotiate(accept);
        Assert.Equal(preferred, media?.Preferred.ToString());
        Assert.Equal(streams, media?.Streams);
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("text/*")]
    [InlineData("application/json;q=0")]
    [InlineData("*/*;q=0")]
    [InlineData("application/json; charset=iso-8859-1")]
    [InlineData("not a media type")]
    public void Nothing_acceptable_is_refused(string accept) => Assert.Null(ResponseMedia.Negotiate(accept));
}
