using IncidentGraph.Data;

namespace IncidentGraph.Testing;

/// <summary>Theory data: the databases on which the same suite has to pass.</summary>
public sealed class Databases : TheoryData<DatabaseProvider>
{
    public Databases()
    {
        Add(DatabaseProvider.Sqlite);
        Add(DatabaseProvider.Postgres);
    }
}
