using IncidentGraph.Fuzzing.Judgement;

namespace IncidentGraph.Fuzzing.Wire;

/// <summary>Does what a script says, and judges what comes of it.</summary>
internal static class Player
{
    /// <summary>A client that says that it is done is not answered any more: so much time is left to answers that may come or not.</summary>
    private static readonly TimeSpan _grace = TimeSpan.FromMilliseconds(250);

    /// <summary>What the answers were, for the counts.</summary>
    /// <exception cref="Fault">An answer is none, or none came.</exception>
    public static async Task<IReadOnlyList<string>> PlayAsync(Script script, Target target)
    {
        using var patience = new CancellationTokenSource(target.Patience);
        await using var connection = await Connection.OpenAsync(target.Address, patience.Token);
        try
        {
            foreach (var step in script.Steps)
                await DoAsync(step, connection, patience.Token);
            await EndAsync(script, connection, patience.Token);
            return script.Ending == Ending.Abort ? ["aborted"] : Judged(script, connection.Received);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            throw new Fault($"Nothing for {target.Patience.TotalSeconds} s. Until then: {System.Text.Encoding.UTF8.GetString(connection.Received)}");
        }
        catch (FormatException e)
        {
            throw new Fault(e.Message);
        }
    }

    private static Task DoAsync(Step step, Connection connection, CancellationToken ct) => step switch
    {
        Step.Send send => connection.SendAsync(send.Bytes, ct),
        Step.Pause pause => Task.Delay(pause.Milliseconds, ct),
        Step.AwaitMessages wait => connection.WaitAsync(bytes => IsRefused(bytes) || Socket(bytes).Messages.Count >= wait.Count, ct),
        Step.AwaitClose => connection.WaitAsync(bytes => IsRefused(bytes) || Socket(bytes).CloseCode is not null, ct),
        _ => connection.WaitAsync(bytes => bytes.AsSpan().IndexOf("\r\n\r\n"u8) >= 0, ct),
    };

    private static async Task EndAsync(Script script, Connection connection, CancellationToken ct)
    {
        if (script.Ending == Ending.Abort)
            return;
        if (script.Ending == Ending.Answers)
        {
            await connection.WaitAsync(bytes => HttpAnswer.ReadAll(bytes, script.IsHead).Count >= script.Answers, ct);
            return;
        }

        if (!script.IsSocket)
            await connection.WaitAsync(bytes => HttpAnswer.ReadAll(bytes, script.IsHead).Count >= script.Answers, ct).WaitAsync(_grace, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (script.Due.Count > 0)
            await connection.WaitAsync(bytes => IsRefused(bytes) || HasAll(script, Socket(bytes)), ct);
        await connection.SendAsync(script.Goodbye, ct);
        connection.Finish();
        await connection.WaitAsync(_ => false, ct);
    }

    private static bool HasAll(Script script, SocketAnswer answer) => answer.CloseCode is not null || !script.Due.Except(Judge.Ended(answer), StringComparer.Ordinal).Any();

    private static IReadOnlyList<string> Judged(Script script, byte[] received)
    {
        if (script.IsSocket && !IsRefused(received))
            return received.Length == 0 ? ["closed"] : Judge.Of(Socket(received));
        var answers = HttpAnswer.ReadAll(received, script.IsHead);
        var isCut = !script.IsHead && answers.Sum(answer => answer.Length) < received.Length;
        return answers.Count == 0 ? ["closed"] : [.. answers.SelectMany(answer => Judge.Of(answer, script.IsHead)), .. isCut ? (string[])["cut"] : []];
    }

    /// <summary>Whether the handshake was answered with anything but a socket.</summary>
    private static bool IsRefused(byte[] bytes) => bytes.Length >= 12 && !bytes.AsSpan().StartsWith("HTTP/1.1 101"u8);

    private static SocketAnswer Socket(byte[] bytes)
    {
        var head = bytes.AsSpan().IndexOf("\r\n\r\n"u8);
        return head < 0 ? new SocketAnswer([], null) : SocketAnswer.Read(bytes.AsSpan(head + 4));
    }
}
