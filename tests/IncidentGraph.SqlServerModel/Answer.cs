namespace IncidentGraph.SqlServerModel;

/// <param name="Schema">Each column, constraint and index that the script comes to, in order.</param>
/// <param name="Complaints">What is wrong with the schema and the statements.</param>
internal sealed record Answer(IReadOnlyList<string> Schema, IReadOnlyList<string> Complaints);
