namespace IncidentGraph.Domain.Incidents;

/// <summary>Impact × urgency suggests a level of severity; people may override it.</summary>
public static class PriorityMatrix
{
    // Rows: impact, columns: urgency; both from Low to Critical.
    private static readonly int[][] Levels =
    [
        [4, 3, 3, 2],
        [3, 3, 2, 1],
        [3, 2, 1, 1],
        [2, 1, 1, 0],
    ];

    public static int Level(Grade impact, Grade urgency) => Levels[(int)impact][(int)urgency];

    public static int? Level(Grade? impact, Grade? urgency)
        => impact is { } i && urgency is { } u ? Level(i, u) : null;
}
