// Builds SQL Server's model of a schema and checks statements against it, without a server. Standard input is JSON,
// { "schema": T-SQL, "statements": [T-SQL] }; standard output is a JSON list of what is wrong, empty when nothing is.
using System.Text.Json;
using IncidentGraph.SqlServerModel;

var question = await JsonSerializer.DeserializeAsync<Question>(Console.OpenStandardInput(), JsonSerializerOptions.Web)
    ?? throw new InvalidOperationException("Standard input holds no question.");
Console.Write(JsonSerializer.Serialize(Check.Run(question)));
