namespace IncidentGraph.Testing.SqlServer;

/// <param name="Schema">Each column, constraint and index that the script comes to, in order.</param>
/// <param name="Complaints">What is wrong with the schema and the statements; each statement is quoted.</param>
public sealed record SqlServerAnswer(IReadOnlyList<string> Schema, IReadOnlyList<string> Complaints);
