using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IncidentGraph.Benchmarks.Http;

/// <summary>
/// Asks the same as fast as it is answered, over a number of connections, each of which waits for its answer. A thread and two calls of the
/// system for a request, so that the cores are the server's.
/// </summary>
internal sealed class Load(Uri address, string body)
{
    private const int Connections = 16;
    private const int LongestAnswer = 64 * 1024;

    private readonly byte[] _request = Encoding.ASCII.GetBytes(
        $"POST /graphql HTTP/1.1\r\nHost: {address.Authority}\r\nAccept: application/graphql-response+json\r\n"
        + $"Content-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");

    /// <summary>What one answer is, from its status line to its last byte.</summary>
    public async Task<string> AskAsync()
    {
        using var socket = await ConnectAsync();
        return Encoding.ASCII.GetString(First(socket));
    }

    /// <summary>How many requests were answered.</summary>
    public async Task<long> RunAsync(TimeSpan time)
    {
        var counts = new long[Connections];
        var threads = new List<Thread>();
        for (var i = 0; i < Connections; i++)
        {
            var (number, socket) = (i, await ConnectAsync());
            threads.Add(new Thread(() => counts[number] = Run(socket, time)));
        }

        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        return counts.Sum();
    }

    private long Run(Socket socket, TimeSpan time)
    {
        using (socket)
        {
            var answer = First(socket);
            var began = TimeProvider.System.GetTimestamp();
            var count = 0L;
            for (; TimeProvider.System.GetElapsedTime(began) < time; count++)
            {
                socket.Send(_request);
                Receive(socket, answer);
                if (!answer.AsSpan().StartsWith("HTTP/1.1 200"u8))
                    throw new InvalidOperationException($"That is no answer: {Encoding.ASCII.GetString(answer)}");
            }

            return count;
        }
    }

    /// <summary>The first answer tells how long all are: they differ in the date only.</summary>
    private byte[] First(Socket socket)
    {
        socket.Send(_request);
        var buffer = new byte[LongestAnswer];
        var length = socket.Receive(buffer);
        var text = Encoding.ASCII.GetString(buffer, 0, length);
        var head = text.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        const string Length = "Content-Length: ";
        var declared = text[(text.IndexOf(Length, StringComparison.Ordinal) + Length.Length)..].Split('\r')[0];
        return head + int.Parse(declared) == length ? buffer[..length] : throw new InvalidOperationException($"That is no whole answer: {text}");
    }

    private static void Receive(Socket socket, byte[] answer)
    {
        for (var received = 0; received < answer.Length;)
        {
            var count = socket.Receive(answer.AsSpan(received));
            received += count > 0 ? count : throw new InvalidOperationException("The server closed the connection.");
        }
    }

    private async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        return socket;
    }
}
