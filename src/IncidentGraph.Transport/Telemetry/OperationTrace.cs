using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace IncidentGraph.Transport.Telemetry;

/// <summary>
/// What is traced and measured of one operation. The transport begins and ends it; the executor says what the operation is. Variables are no
/// part of it, and the document only where <see cref="GraphQLTransportOptions.TraceDocuments"/> allows it. Not thread-safe, but for
/// <see cref="BeginResponse"/> and <see cref="AddError"/>.
/// </summary>
public sealed class OperationTrace
{
    /// <summary>Clients choose the name; a long one tells no more.</summary>
    private const int MaxName = 100;

    private readonly TransportMetrics? _metrics;
    private readonly TimeProvider _time;
    private Activity? _activity;
    private ActivityContext _context;
    private OperationKinds _kind;

    /// <summary>One that nobody is told of.</summary>
    public OperationTrace() => _time = TimeProvider.System;

    internal OperationTrace(TransportMetrics metrics, TimeProvider time) => (_metrics, _time) = (metrics, time);

    internal string Transport { get; init; } = TransportTelemetry.Http;

    internal bool IsRoot { get; init; }

    /// <summary>The connection that a root came over.</summary>
    internal ActivityContext Origin { get; init; }

    internal bool ShowsDocuments { get; init; }

    /// <summary>Told by the executor as soon as it knows, before anything runs.</summary>
    /// <param name="kind">One kind.</param>
    /// <param name="name">The operation's; null or empty if it has none.</param>
    /// <param name="document">The document's source, of which a span has the SHA-256 in hexadecimal.</param>
    public void Describe(OperationKinds kind, string? name, string document)
    {
        _kind = kind;
        if (_activity is not { IsAllDataRequested: true } activity)
            return;
        var type = TransportMetrics.NameOf(kind);
        var shown = string.IsNullOrEmpty(name) ? null : name[..Math.Min(name.Length, MaxName)];
        activity.DisplayName = shown is null ? type : $"{type} {shown}";
        activity.SetTag(TransportTelemetry.TypeTag, type);
        activity.SetTag(TransportTelemetry.NameTag, shown);
        activity.SetTag(TransportTelemetry.HashTag, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document))));
        if (ShowsDocuments)
            activity.SetTag(TransportTelemetry.DocumentTag, document);
    }

    /// <summary>An answer of the operation, which is otherwise one, has errors of this code. What is refused as a whole is counted by the transport.</summary>
    /// <param name="code">One of a fixed list.</param>
    public void AddError(string code)
    {
        _metrics?.CountError(code);
        Activity.Current?.SetTag(TransportTelemetry.CodeTag, code);
    }

    /// <summary>One response of a stream is being made: a span of its own, and its time, until the answer is disposed of.</summary>
    public IDisposable BeginResponse()
    {
        var activity = TransportTelemetry.Source.StartActivity($"{TransportMetrics.NameOf(_kind)} response", ActivityKind.Internal, _context);
        return new TimedSpan(activity, _time, seconds => _metrics?.TimeResponse(seconds));
    }

    /// <summary>From here to the answer or the stream, in the flow of the caller.</summary>
    internal IDisposable Begin()
    {
        _activity = Start();
        _context = (_activity ?? Activity.Current)?.Context ?? default;
        return new TimedSpan(_activity, _time, seconds => _metrics?.CountOperation(_kind, Transport, seconds));
    }

    /// <summary>The whole operation, or what is left of a stream, ends with errors.</summary>
    internal void Refuse(OperationOutcome.Refused refused)
    {
        _metrics?.CountErrors(refused);
        if (_activity is not { } activity || activity.IsStopped || refused.Errors.Count == 0)
            return;
        activity.SetTag(TransportTelemetry.CodeTag, refused.Errors[0].Code);
        if (refused.StatusCode >= 500)
            activity.SetStatus(ActivityStatusCode.Error, refused.Errors[0].Code);
    }

    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "The caller's, until it disposes of the span.")]
    private Activity? Start()
    {
        const string Unread = "operation";
        var source = TransportTelemetry.Source;
        if (!IsRoot || !source.HasListeners())
            return source.StartActivity(Unread);
        Activity.Current = null; // or the connection's would be the parent
        ActivityLink[] links = Origin == default ? [] : [new ActivityLink(Origin)];
        return source.StartActivity(ActivityKind.Server, links: links, name: Unread);
    }
}
