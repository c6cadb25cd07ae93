namespace IncidentGraph.SqlServerModel;

/// <param name="Script">The whole script of the migrations, or one that creates the schema at once.</param>
/// <param name="Statements">What to check over it.</param>
internal sealed record Question(string Script, IReadOnlyList<Statement> Statements);

/// <param name="Parameters">As a procedure declares them.</param>
/// <param name="Sql">One statement, or several that are sent as one.</param>
internal sealed record Statement(string Parameters, string Sql);
