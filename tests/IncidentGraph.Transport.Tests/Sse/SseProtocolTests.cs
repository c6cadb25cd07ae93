using System.Text;
using CsCheck;
using IncidentGraph.Transport.Sse;

namespace IncidentGraph.Transport.Tests.Sse;

public sealed class SseProtocolTests
{
    [Fact]
    public void A_response_is_a_next_event_with_its_cursor_as_id() =>
        Assert.Equal("event: next\nid: c1\ndata: {}\n\n", Text(new SseProtocol().Next(new StreamItem("{}"u8.ToArray(), "c1"))));

    [Fact]
    public void A_response_without_a_cursor_has_no_id() =>
        Assert.Equal("event: next\ndata: {}\n\n", Text(new SseProtocol().Next(new StreamItem("{}"u8.ToArray()))));

    [Fact]
    public void The_beginning_of_a_stream_is_an_id_without_an_event() => Assert.Equal("id: c0\n\n", Text(new SseProtocol().Start("c0")));

    [Fact]
    public void A_host_gives_the_ids_a_form_of_its_own()
    {
        var protocol = new SseProtocol(new Marked());

        Assert.Equal("id: <c0>\n\n", Text(protocol.Start("c0")));
        Assert.Equal("event: next\nid: <c1>\ndata: {}\n\n", Text(protocol.Next(new StreamItem("{}"u8.ToArray(), "c1"))));
    }

    [Fact]
    public void Every_line_of_the_response_is_a_data_line() =>
        Assert.Equal("event: next\ndata: {\ndata:  \"a\":1\ndata: }\n\n", Text(new SseProtocol().Next(new StreamItem("{\n \"a\":1\n}"u8.ToArray()))));

    [Fact]
    public void The_end_is_a_complete_event_with_a_data_line() => Assert.Equal("event: complete\ndata:\n\n", Text(new SseProtocol().Complete()));

    [Fact]
    public void Errors_are_a_next_event_without_data_and_the_end() => Assert.Equal(
        "event: next\ndata: {\"errors\":[{\"message\":\"m\",\"extensions\":{\"code\":\"C\"}}]}\n\nevent: complete\ndata:\n\n",
        Text(new SseProtocol().Refuse(new OperationOutcome.Refused(new OperationError("m", "C")))));

    [Theory]
    [InlineData(ErrorCodes.CursorInvalid)]
    [InlineData(ErrorCodes.CursorExpired)]
    public void A_cursor_error_resets_the_clients_last_event_id(string code) => Assert.StartsWith(
        "event: next\nid:\ndata: {\"errors\"", Text(new SseProtocol().Refuse(new OperationOutcome.Refused(new OperationError("m", code)))), StringComparison.Ordinal);

    [Fact]
    public void Unavailable_ends_with_a_time_to_retry_and_without_complete() => Assert.Equal(
        "retry: 1500\n\n",
        Text(new SseProtocol().Refuse(new OperationOutcome.Refused(new OperationError("m", ErrorCodes.Unavailable), 503) { RetryAfter = TimeSpan.FromSeconds(1.5) })));

    [Theory]
    [InlineData("a\nid: b")]
    [InlineData("a\r")]
    [InlineData("a\0")]
    public void A_cursor_cannot_forge_another_field(string cursor) =>
        Assert.Throws<ArgumentException>(() => new SseProtocol().Next(new StreamItem("{}"u8.ToArray(), cursor)));

    [Fact]
    public void Nothing_follows_the_end() => Gen.Int[0, 3].Array[0, 12].Sample(steps =>
    {
        var protocol = new SseProtocol();
        var ended = false;
        foreach (var step in steps)
        {
            var bytes = step switch
            {
                0 => protocol.Next(new StreamItem("{}"u8.ToArray())),
                1 => protocol.KeepAlive(),
                2 => protocol.Complete(),
                _ => protocol.Refuse(new OperationOutcome.Refused(new OperationError("m", "C"))),
            };
            Assert.Equal(ended, bytes.IsEmpty);
            ended |= step >= 2;
        }
    });

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private sealed class Marked : IEventIds
    {
        public string Write(string cursor) => $"<{cursor}>";
    }
}
