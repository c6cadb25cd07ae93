namespace IncidentGraph.Data.Archives;

/// <summary>What a column holds, said alike for every database.</summary>
internal enum ColumnKind
{
    Boolean,
    Integer,

    /// <summary>Enums too.</summary>
    Text,
    Uuid,

    /// <summary>RFC 3339, UTC, to the millisecond.</summary>
    Time,

    /// <summary>ISO 8601.</summary>
    Duration,

    /// <summary>Base64.</summary>
    Bytes,

    /// <summary>Text in the database, a value of its own in the file.</summary>
    Json,
}
