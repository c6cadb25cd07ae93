using System.Text.Json;
using IncidentGraph.Server.Tests.Hosting;

namespace IncidentGraph.Server.Tests.Connections;

/// <summary>Goes through a list page by page, in either direction, as a client does.</summary>
internal static class Walk
{
    /// <summary>One element of <c>order</c>; a dot leads into a related object.</summary>
    public static string By(string key, string direction) =>
        key.Split('.') is [var outer, var inner] ? $"{{ {outer}: {{ {inner}: {direction} }} }}" : $"{{ {key}: {direction} }}";

    public static string Arguments(bool isBackward) => isBackward ? "last: $n, before: $c" : "first: $n, after: $c";

    /// <summary>What a walk needs of a list.</summary>
    public static string Page(string list) => $"{list} {{ nodes {{ id }} pageInfo {{ hasNextPage hasPreviousPage startCursor endCursor }} }}";

    /// <summary>The ids of a whole root list, in its own order; the sizes of the pages take turns.</summary>
    public static Task<List<string>> Root(GraphQLClient client, string root, string? order, int[] sizes, bool isBackward)
    {
        var by = order is null ? "" : $", order: {order}";
        var query = $"query($n: Int, $c: String) {{ page: {Page($"{root}({Arguments(isBackward)}{by})")} }}";
        return Collect(sizes, isBackward, async (n, c) => (await client.Query(query, new { n, c })).GetProperty("page"));
    }

    public static async Task<List<string>> Collect(int[] sizes, bool isBackward, Func<int, string?, Task<JsonElement>> read)
    {
        var found = new List<string>();
        string? cursor = null;
        for (var i = 0; ; i++)
        {
            var page = await read(sizes[i % sizes.Length], cursor);
            var nodes = page.GetProperty("nodes").EnumerateArray().Select(n => n.Text("id")).ToList();
            found.InsertRange(isBackward ? 0 : found.Count, nodes);
            var info = page.GetProperty("pageInfo");
            if (!info.GetProperty(isBackward ? "hasPreviousPage" : "hasNextPage").GetBoolean())
                return found;
            Assert.NotEmpty(nodes);
            cursor = info.Text(isBackward ? "startCursor" : "endCursor");
        }
    }
}
