using System.Data.Common;
using System.Net.Sockets;
using IncidentGraph.Data.Archives;
using IncidentGraph.Data.Commits;
using IncidentGraph.Server.Imports;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Commands;

/// <summary>What may go wrong without anybody having made a mistake in the program, in one line each.</summary>
internal static class Troubles
{
    /// <summary>Null for what is a bug.</summary>
    public static string? Explain(Exception error) => error switch
    {
        OptionsValidationException invalid => OneLine(string.Join(' ', invalid.Failures)),
        SocketException refused => OneLine($"it cannot listen where the setting urls says: {refused.Message}."),
        DirectoryNotFoundException { Message: ['/', ..] } missing => OneLine($"there is no folder {missing.Message}"), // all that it says
        InvalidDataException or FormatException => OneLine(WithCause(error)), // a file of settings, an address
        StoreUnavailableException or ArchiveException or SourceFileException or InvalidOperationException or IOException or UnauthorizedAccessException => OneLine(error.Message),
        RetryLimitExceededException or DbException => OneLine(error.GetBaseException().Message),
        _ => null,
    };

    private static string WithCause(Exception error) =>
        error.GetBaseException() is var cause && cause != error ? $"{error.Message} {cause.Message}" : error.Message;

    private static string OneLine(string text) => text.ReplaceLineEndings(" ").Trim();
}
