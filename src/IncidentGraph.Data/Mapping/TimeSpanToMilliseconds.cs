using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace IncidentGraph.Data.Mapping;

/// <summary>SQL Server's time type ends at 24 hours.</summary>
internal sealed class TimeSpanToMilliseconds()
    : ValueConverter<TimeSpan, long>(span => (long)span.TotalMilliseconds, ms => TimeSpan.FromMilliseconds(ms));
