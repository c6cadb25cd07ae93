namespace IncidentGraph.Testing.SqlServer;

/// <param name="Parameters">As a procedure declares them: <c>@id bigint, @name nvarchar(100)</c>. Empty for none.</param>
/// <param name="Sql">One statement, or several that are sent as one.</param>
public sealed record SqlServerStatement(string Parameters, string Sql);

/// <param name="Schema">Each column, constraint and index that the script comes to, in order.</param>
/// <param name="Complaints">What is wrong with the schema and the statements; each statement is quoted.</param>
public sealed record SqlServerAnswer(IReadOnlyList<string> Schema, IReadOnlyList<string> Complaints);
