using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace IncidentGraph.Server.Tests.Hosting;

/// <summary>Notes the SQL of every statement that the server sends through EF, and whether a request needed it or what runs beside the requests.</summary>
public sealed class StatementCounter : DbCommandInterceptor, IStartupFilter
{
    private static readonly AsyncLocal<bool> _isRequest = new();

    private readonly ConcurrentQueue<(string Sql, bool IsRequest)> _statements = new();

    public IReadOnlyList<string> Seen => [.. _statements.Select(s => s.Sql)];

    /// <summary>Without what the event feed and other services in the background ask whenever their time comes.</summary>
    public IReadOnlyList<string> OfRequests => [.. _statements.Where(s => s.IsRequest).Select(s => s.Sql)];

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            _isRequest.Value = true;
            return rest(context);
        });
        next(app);
    };

    public void Clear() => _statements.Clear();

    public override ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, DbDataReader result, CancellationToken cancellationToken = default) =>
        new(Note(command, result));

    public override DbDataReader ReaderExecuted(DbCommand command, CommandExecutedEventData eventData, DbDataReader result) =>
        Note(command, result);

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default) =>
        new(Note(command, result));

    public override int NonQueryExecuted(DbCommand command, CommandExecutedEventData eventData, int result) => Note(command, result);

    public override ValueTask<object?> ScalarExecutedAsync(
        DbCommand command, CommandExecutedEventData eventData, object? result, CancellationToken cancellationToken = default) =>
        new(Note(command, result));

    public override object? ScalarExecuted(DbCommand command, CommandExecutedEventData eventData, object? result) => Note(command, result);

    private T Note<T>(DbCommand command, T result)
    {
        _statements.Enqueue((command.CommandText, _isRequest.Value));
        return result;
    }
}
