namespace IncidentGraph.SqlServerModel;

/// <param name="Schema">A script; what it creates is the schema, and the rest of it is left out.</param>
/// <param name="Statements">Each with its variables declared.</param>
internal sealed record Question(string Schema, IReadOnlyList<string> Statements);
