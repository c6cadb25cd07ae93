using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IncidentGraph.Data.Mapping;

/// <summary>SQLite cannot order a DateTimeOffset; a number of milliseconds since 1970 it can.</summary>
internal sealed class TimeToMilliseconds()
    : ValueConverter<DateTimeOffset, long>(time => time.ToUnixTimeMilliseconds(), ms => DateTimeOffset.FromUnixTimeMilliseconds(ms));
