namespace IncidentGraph.Server.Ide;

internal static class IdePaths
{
    public const string GraphQL = "/graphql";

    public const string Ide = "/graphql/ui";

    public const string Page = "/graphql/ui/";

    /// <summary>The IDE asks for it beside its page, before it draws anything.</summary>
    public const string Config = "/graphql/ui/bcp-config.json";
}
