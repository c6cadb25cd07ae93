// Builds SQL Server's model of a schema and checks statements against it, without a server. Standard input is JSON,
// { "script": T-SQL, "statements": [{ "parameters": "@id bigint", "sql": T-SQL }] }; standard output is JSON as well,
// { "Schema": [each column, constraint and index], "Complaints": [what is wrong] }.
using System.Text.Json;
using IncidentGraph.SqlServerModel;

var question = await JsonSerializer.DeserializeAsync<Question>(Console.OpenStandardInput(), JsonSerializerOptions.Web)
    ?? throw new InvalidOperationException("Standard input holds no question.");
Console.Write(JsonSerializer.Serialize(Check.Run(question)));
