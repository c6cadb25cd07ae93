namespace IncidentGraph.Benchmarks.Lists;

/// <summary>A page of incidents that somebody asks for.</summary>
internal sealed record PageQuery(string Name, object? Where, object? Order)
{
    public const int Count = 50;

    public const string Text =
        """
        query ($first: Int, $last: Int, $after: String, $where: IncidentFilterInput, $order: [IncidentSortInput!]) {
          incidents(first: $first, last: $last, after: $after, where: $where, order: $order) {
            nodes { number title status declaredAt severity { name } } pageInfo { hasNextPage endCursor }
          }
        }
        """;

    public string Document { get; init; } = Text;

    public object Variables { get; init; } = new { };

    public static IReadOnlyList<PageQuery> All { get; } =
    [
        new("newest", null, null),
        new("by title", null, By(new { title = "ASC" })),
        new("by status", null, By(new { status = "ASC" })),
        new("by severity", null, By(new { severity = new { level = "ASC" } })),
        new("by occurredAt", null, By(new { occurredAt = "DESC" })),
        new("by resolvedAt", null, By(new { resolvedAt = "DESC" })),
        new("by updatedAt", null, By(new { updatedAt = "DESC" })),
        new("resolved", new { status = new { eq = "RESOLVED" } }, null),
        new("open, by severity", new { isOpen = new { eq = true } }, By(new { severity = new { level = "ASC" } })),
        new("of a severity", new { severity = new { level = new { eq = 3 } } }, null),
        new("of a service", new { services = new { some = new { key = new { eq = "service-of-lists-3" } } } }, null),
        new("declared since", new { declaredAt = new { gte = "2000-01-01T00:00:00Z" } }, By(new { declaredAt = "DESC" })),
    ];

    public PageQuery First => this with { Name = $"{Name}, first page", Variables = new { first = Count, where = Where, order = Order } };

    public PageQuery Last => this with { Name = $"{Name}, last page", Variables = new { last = Count, where = Where, order = Order } };

    public PageQuery After(string cursor) =>
        this with { Name = $"{Name}, middle", Variables = new { first = Count, after = cursor, where = Where, order = Order } };

    private static object[] By(object key) => [key];
}
