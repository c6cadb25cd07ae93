using System.Text;
using System.Text.Json.Nodes;
using IncidentGraph.Transport.Execution;
using IncidentGraph.Transport.WebSockets;

namespace IncidentGraph.Transport.Tests.WebSockets;

public sealed class WsProtocolTests
{
    private const string Init = """{"type":"connection_init"}""";
    private const string Query = """{"id":"1","type":"subscribe","payload":{"query":"{ __typename }"}}""";

    [Fact]
    public void Connection_init_asks_for_a_verdict_and_an_accepted_one_is_acknowledged()
    {
        var protocol = new WsProtocol(10, 64);
        var asked = Assert.IsType<WsAction.Authenticate>(Assert.Single(Say(protocol, """{"type":"connection_init","payload":{"a":1}}""")));
        Assert.Equal(1, asked.Payload!.Value.GetProperty("a").GetInt32());
        Assert.Equal(["""{"type":"connection_ack"}"""], Sent(protocol.Accept()));
    }

    [Fact]
    public void A_refused_verdict_closes_with_4403() => AssertClose(CloseCode.Forbidden, Opened(Init).Refuse("no"));

    [Fact]
    public void A_verdict_after_the_close_says_nothing()
    {
        var protocol = Opened(Init);
        protocol.Close(CloseCode.ServiceRestart, "");
        Assert.Empty(protocol.Accept());
        Assert.Empty(protocol.Refuse("no"));
    }

    [Fact]
    public void A_second_init_closes_with_4429_while_the_first_is_judged() =>
        AssertClose(CloseCode.TooManyInitialisationRequests, Say(Opened(Init), Init));

    [Fact]
    public void A_second_init_closes_with_4429_after_the_ack() => AssertClose(CloseCode.TooManyInitialisationRequests, Say(Ready(), Init));

    [Fact]
    public void Subscribe_before_init_closes_with_4401() => AssertClose(CloseCode.Unauthorized, Say(new WsProtocol(10, 64), Query));

    [Fact]
    public void Subscribe_before_the_ack_closes_with_4401() => AssertClose(CloseCode.Unauthorized, Say(Opened(Init), Query));

    [Fact]
    public void No_init_in_time_closes_with_4408() =>
        AssertClose(CloseCode.ConnectionInitialisationTimeout, Opened("""{"type":"ping"}""").InitTimedOut());

    [Fact]
    public void The_init_timeout_is_over_once_init_came()
    {
        Assert.Empty(Opened(Init).InitTimedOut());
        Assert.Empty(Ready().InitTimedOut());
    }

    [Fact]
    public void A_ping_gets_a_pong_with_its_payload_even_before_init() =>
        Assert.Equal(
            ["""{"type":"pong","payload":{"a":[1,"é"]}}"""],
            Sent(Say(new WsProtocol(10, 64), """{"type":"ping","payload":{"a":[1,"é"]}}""")));

    [Fact]
    public void What_pings_bring_is_judged_one_at_a_time_and_of_those_that_wait_only_the_last()
    {
        var protocol = Ready();
        Assert.Equal(1, Renewal(Say(protocol, """{"type":"ping","payload":{"n":1}}""")));
        Assert.Null(Renewal(Say(protocol, """{"type":"ping","payload":{"n":2}}""")));
        Assert.Null(Renewal(Say(protocol, """{"type":"ping","payload":{"n":3}}""")));
        Assert.Equal(3, Renewal(protocol.Renewed()));
        Assert.Null(Renewal(protocol.Renewed()));
        Assert.Equal(4, Renewal(Say(protocol, """{"type":"ping","payload":{"n":4}}""")));
    }

    [Fact]
    public void A_ping_that_brings_nothing_and_one_before_the_ack_are_not_judged()
    {
        Assert.Null(Renewal(Say(Ready(), """{"type":"ping"}""")));
        Assert.Null(Renewal(Say(new WsProtocol(10, 64), """{"type":"ping","payload":{"n":1}}""")));
    }

    [Fact]
    public void After_the_close_nothing_that_waited_is_judged()
    {
        var protocol = Ready();
        Say(protocol, """{"type":"ping","payload":{"n":1}}""");
        Say(protocol, """{"type":"ping","payload":{"n":2}}""");
        protocol.Close(CloseCode.ServiceRestart, "");
        Assert.Empty(protocol.Renewed());
    }

    [Fact]
    public void A_pong_is_ignored() => Assert.Empty(Say(Ready(), """{"type":"pong","payload":{"a":1}}"""));

    [Fact]
    public void Two_pings_without_a_sign_of_life_abort()
    {
        var protocol = Ready();
        Assert.Equal(["""{"type":"ping"}"""], Sent(protocol.KeepAlive()));
        Assert.Equal(["""{"type":"ping"}"""], Sent(protocol.KeepAlive()));
        Assert.IsType<WsAction.Abort>(Assert.Single(protocol.KeepAlive()));
        Assert.Empty(protocol.KeepAlive());
    }

    [Fact]
    public void Any_message_is_a_sign_of_life()
    {
        var protocol = Ready();
        for (var i = 0; i < 10; i++)
        {
            Assert.Single(Sent(protocol.KeepAlive()));
            Say(protocol, """{"type":"pong"}""");
        }
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"x\"")]
    [InlineData("{}")]
    [InlineData("""{"type":1}""")]
    [InlineData("""{"type":"start","id":"1"}""")]
    [InlineData("""{"type":"connection_ack"}""")]
    [InlineData("""{"type":"connection_init","payload":"x"}""")]
    [InlineData("""{"type":"ping","payload":"x"}""")]
    [InlineData("""{"type":"pong","payload":[]}""")]
    [InlineData("""{"type":"complete"}""")]
    [InlineData("""{"type":"complete","id":5}""")]
    [InlineData("""{"type":"subscribe","payload":{"query":"{a}"}}""")]
    [InlineData("""{"type":"subscribe","id":"","payload":{"query":"{a}"}}""")]
    [InlineData("""{"type":"subscribe","id":1,"payload":{"query":"{a}"}}""")]
    [InlineData("""{"type":"subscribe","id":"1"}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":"{a}"}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":1}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":[]}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{a}","variables":"x"}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{a}","operationName":1}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"{a}","extensions":[]}}""")]
    [InlineData("""{"type":"subscribe","id":"1","payload":{"query":"\ud800"}}""")]
    public void A_malformed_message_closes_with_4400(string message) => AssertClose(CloseCode.BadRequest, Say(Ready(), message));

    [Fact]
    public void Nulls_and_unknown_members_are_accepted() => Assert.IsType<WsAction.Start>(Assert.Single(Say(
        Ready(), """{"id":"1","type":"subscribe","x":1,"payload":{"query":"{a}","variables":null,"operationName":null,"extensions":null,"y":[]}}""")));

    [Fact]
    public void Variables_may_nest_as_deep_as_allowed_and_no_deeper()
    {
        Assert.IsType<WsAction.Start>(Assert.Single(Say(Ready(), Nested(64))));
        AssertClose(CloseCode.BadRequest, Say(Ready(), Nested(65)));
        AssertClose(CloseCode.BadRequest, Say(Ready(), Nested(100_000)));
    }

    [Fact]
    public void The_reason_of_a_close_fits_into_its_frame_and_is_not_cut_within_a_character()
    {
        var close = AssertClose(CloseCode.BadRequest, Say(Ready(), $$"""{"type":"{{string.Concat(Enumerable.Repeat("😀", 200))}}"}"""));
        Assert.InRange(Encoding.UTF8.GetByteCount(close.Reason), 100, 123);
        Assert.DoesNotContain('\uFFFD', Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(close.Reason)));
    }

    [Fact]
    public void An_id_that_is_active_closes_with_4409()
    {
        var protocol = Ready();
        Start(protocol, Query);
        AssertClose(CloseCode.SubscriberAlreadyExists, Say(protocol, Query));
    }

    [Fact]
    public void An_answer_is_next_and_complete_and_the_id_is_free_again()
    {
        var protocol = Ready();
        var operation = Start(protocol, Query);
        Assert.Equal(
            ["""{"id":"1","type":"next","payload":{"data":null}}""", """{"id":"1","type":"complete"}"""],
            Sent(protocol.Answer(operation, """{"data":null}"""u8.ToArray())));
        Start(protocol, Query);
    }

    [Fact]
    public void An_error_is_terminal_and_no_complete_follows()
    {
        var protocol = Ready();
        var operation = Start(protocol, Query);
        Assert.Equal(
            ["""{"id":"1","type":"error","payload":[{"message":"m","extensions":{"code":"C"}}]}"""],
            Sent(protocol.Fail(operation, [new OperationError("m", "C")])));
        Assert.Empty(protocol.Complete(operation));
        Assert.Empty(protocol.Next(operation, "{}"u8.ToArray()));
    }

    [Fact]
    public void Nothing_follows_the_clients_complete_which_is_not_echoed()
    {
        var protocol = Ready();
        var operation = Start(protocol, Query);
        Assert.Same(operation, Assert.IsType<WsAction.Cancel>(Assert.Single(Say(protocol, """{"id":"1","type":"complete"}"""))).Operation);
        Assert.True(operation.IsCancelled);
        Assert.Empty(protocol.Next(operation, "{}"u8.ToArray()));
        Assert.Empty(protocol.Complete(operation));
        Assert.Empty(protocol.Fail(operation, [new OperationError("m", "C")]));
    }

    [Fact]
    public void The_former_operation_of_an_id_does_not_speak_for_the_present_one()
    {
        var protocol = Ready();
        var former = Start(protocol, Query);
        Say(protocol, """{"id":"1","type":"complete"}""");
        var present = Start(protocol, Query);
        Assert.Empty(protocol.Next(former, "{}"u8.ToArray()));
        protocol.Release(former);
        Assert.Single(protocol.Next(present, "{}"u8.ToArray()));
    }

    [Fact]
    public void Complete_for_an_unknown_id_is_ignored() => Assert.Empty(Say(Ready(), """{"id":"never","type":"complete"}"""));

    [Fact]
    public void One_operation_too_many_gets_an_error_and_the_socket_stays()
    {
        var protocol = Ready(maxOperations: 1);
        var operation = Start(protocol, Query);
        Assert.Contains("TOO_MANY_OPERATIONS", Assert.Single(Sent(Say(protocol, Query.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)))), StringComparison.Ordinal);
        protocol.Complete(operation);
        protocol.Release(operation);
        Start(protocol, Query);
    }

    [Fact]
    public void An_operation_counts_until_nothing_of_it_runs()
    {
        var protocol = Ready(maxOperations: 1);
        var operation = Start(protocol, Query);
        Say(protocol, """{"id":"1","type":"complete"}""");
        Assert.Contains("TOO_MANY_OPERATIONS", Assert.Single(Sent(Say(protocol, Query))), StringComparison.Ordinal);
        protocol.Release(operation);
        Start(protocol, Query);
    }

    [Fact]
    public void A_drain_closes_with_1012_when_nothing_has_to_be_answered()
    {
        AssertClose(CloseCode.ServiceRestart, new WsProtocol(10, 64).Drain(""));
        AssertClose(CloseCode.ServiceRestart, Opened(Init).Drain(""));
        AssertClose(CloseCode.ServiceRestart, Ready().Drain(""));
        var protocol = Ready();
        var stream = Start(protocol, Query);
        protocol.Stream(stream);
        AssertClose(CloseCode.ServiceRestart, protocol.Drain(""));
        Assert.True(stream.IsCancelled);
    }

    [Fact]
    public void A_drain_waits_for_answers_and_begins_nothing_new()
    {
        var protocol = Ready();
        var operation = Start(protocol, Query);
        Assert.Empty(protocol.Drain(""));
        Assert.Empty(protocol.Drain(""));
        Assert.Empty(Say(protocol, Query.Replace("\"1\"", "\"2\"", StringComparison.Ordinal)));

        var actions = protocol.Answer(operation, """{"data":null}"""u8.ToArray());

        Assert.Equal(["next", "complete"], Sent([.. actions.Take(2)]).Select(json => (string?)JsonNode.Parse(json)!["type"]));
        AssertClose(CloseCode.ServiceRestart, [.. actions.Skip(2)]);
        Assert.False(operation.IsCancelled);
    }

    [Fact]
    public void A_drain_waits_for_nobody_who_left_failed_or_became_a_stream()
    {
        AssertClose(CloseCode.ServiceRestart, [.. Drained(out var operation).Fail(operation, [new OperationError("m", "C")]).Skip(1)]);
        AssertClose(CloseCode.ServiceRestart, Drained(out operation).Stream(operation));
        AssertClose(CloseCode.ServiceRestart, Drained(out operation).Release(operation));
        AssertClose(CloseCode.ServiceRestart, [.. Say(Drained(out _), """{"id":"1","type":"complete"}""").Skip(1)]);
    }

    [Theory]
    [InlineData("graphql-transport-ws")]
    [InlineData("graphql-ws,graphql-transport-ws")]
    [InlineData("graphql-transport-ws,graphql-ws")]
    public void The_present_subprotocol_is_preferred(string offered) =>
        Assert.Equal("graphql-transport-ws", Subprotocol.Choose(offered.Split(',')));

    [Theory]
    [InlineData("")]
    [InlineData("graphql-ws")]
    [InlineData("GraphQL-Transport-WS")]
    public void No_other_subprotocol_is_chosen(string offered) => Assert.Null(Subprotocol.Choose(offered.Split(',')));

    private static int? Renewal(IReadOnlyList<WsAction> actions) =>
        actions.OfType<WsAction.Renew>().SingleOrDefault()?.Payload.GetProperty("n").GetInt32();

    private static string Nested(int depth) =>
        """{"id":"1","type":"subscribe","payload":{"query":"{a}","variables":{"v":"""
        + new string('[', depth - 1) + new string(']', depth - 1) + "}}}";

    private static WsProtocol Opened(params string[] messages)
    {
        var protocol = new WsProtocol(10, 64);
        foreach (var message in messages)
            Say(protocol, message);
        return protocol;
    }

    private static WsProtocol Ready(int maxOperations = 10)
    {
        var protocol = new WsProtocol(maxOperations, 64);
        Say(protocol, Init);
        protocol.Accept();
        return protocol;
    }

    private static WsProtocol Drained(out LiveOperation operation)
    {
        var protocol = Ready();
        operation = Start(protocol, Query);
        Assert.Empty(protocol.Drain(""));
        return protocol;
    }

    private static LiveOperation Start(WsProtocol protocol, string message) =>
        Assert.IsType<WsAction.Start>(Assert.Single(Say(protocol, message))).Operation;

    private static IReadOnlyList<WsAction> Say(WsProtocol protocol, string message) => protocol.Receive(Encoding.UTF8.GetBytes(message));

    private static IEnumerable<string> Sent(IReadOnlyList<WsAction> actions) =>
        actions.Cast<WsAction.Send>().Select(send => Encoding.UTF8.GetString(send.Json.Span));

    private static WsAction.Close AssertClose(CloseCode code, IReadOnlyList<WsAction> actions)
    {
        var close = Assert.IsType<WsAction.Close>(Assert.Single(actions));
        Assert.Equal(code, close.Code);
        return close;
    }
}
