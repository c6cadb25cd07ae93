using System.Diagnostics.Tracing;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Microsoft.Diagnostics.NETCore.Client;

namespace IncidentGraph.Server.Tests.Hostile;

/// <summary>What a server keeps, seen from outside.</summary>
/// <param name="process">The server's, a process of .NET.</param>
/// <param name="http">To the server, which gives its metrics for <see cref="MetricsToken"/>.</param>
internal sealed partial class Heap(int process, HttpClient http)
{
    public const string MetricsToken = "token-of-the-heap";

    /// <summary>GCHeapCollectKeyword: the runtime collects all garbage when somebody begins to listen for it.</summary>
    private const long Collect = 0x800000;

    private static readonly EventPipeProvider _runtime = new("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, Collect);

    /// <summary>In bytes, once all garbage is collected.</summary>
    public async Task<long> LiveBytesAsync()
    {
        using (var session = await new DiagnosticsClient(process).StartEventPipeSessionAsync([_runtime], requestRundown: false, circularBufferMB: 1, CancellationToken.None))
        {
            var told = session.EventStream.CopyToAsync(Stream.Null);
            await session.StopAsync(CancellationToken.None);
            await told;
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", MetricsToken) } };
        using var answer = await http.SendAsync(request);
        var found = Figures().Matches(await answer.Content.ReadAsStringAsync());
        Assert.NotEmpty(found);
        return found.Sum(figure => Bytes(figure) * (figure.Groups["kind"].Value == "size" ? 1 : -1));
    }

    private static long Bytes(Match figure) => (long)double.Parse(figure.Groups["bytes"].Value, CultureInfo.InvariantCulture);

    /// <summary>How large it is, and how much of that lies free between what is kept.</summary>
    [GeneratedRegex(@"^dotnet_gc_last_collection_heap_(?<kind>size|fragmentation_size)_bytes(\{[^}]*\})? (?<bytes>\S+)", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Figures();
}
