using System.Data;
using Microsoft.Data.SqlClient;

namespace IncidentGraph.Testing.SqlServer;

/// <param name="Parameters">As a procedure declares them: <c>@id bigint, @name nvarchar(max)</c>. Empty for none.</param>
/// <param name="Sql">One statement, or several that are sent as one.</param>
public sealed record SqlServerStatement(string Parameters, string Sql)
{
    internal static string Declare(SqlParameter parameter)
    {
        var type = parameter.SqlDbType;
        var name = type.ToString().ToLowerInvariant();
        return $"@{parameter.ParameterName.TrimStart('@')} " + type switch
        {
            SqlDbType.NVarChar or SqlDbType.VarBinary => $"{name}(max)", // the length often is that of the value: it would make many statements of one
            SqlDbType.DateTimeOffset => $"{name}({parameter.Scale})",
            SqlDbType.BigInt or SqlDbType.Int or SqlDbType.Bit or SqlDbType.UniqueIdentifier or SqlDbType.Float => name,
            _ => throw new NotSupportedException($"Say how a parameter of the type {type} is declared."),
        };
    }
}
