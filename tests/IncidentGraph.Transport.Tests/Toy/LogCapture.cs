using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IncidentGraph.Transport.Tests.Toy;

/// <summary>Keeps what is logged.</summary>
public sealed class LogCapture : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(LogLevel Level, string Message, Exception? Exception)> Entries { get; } = new();

    /// <summary>Waits until an exception with this message was logged so many times.</summary>
    public async Task UntilAsync(string message, int times)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (Entries.Count(entry => entry.Exception?.Message == message) < times)
            await Task.Delay(10, patience.Token);
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Entries.Enqueue((logLevel, formatter(state, exception), exception));

    public void Dispose()
    {
    }
}
