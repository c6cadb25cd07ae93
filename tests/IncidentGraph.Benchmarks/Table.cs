using System.Globalization;

namespace IncidentGraph.Benchmarks;

/// <summary>Lines of text: a name, and cells below each other.</summary>
internal static class Table
{
    private const int NameWidth = 44;
    private const int CellWidth = 14;

    public static string Line(string name, params IEnumerable<string> cells) =>
        $"{name.PadRight(NameWidth)}{string.Concat(cells.Select(cell => cell.PadLeft(CellWidth)))}";

    public static string Number(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Whole(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Times(double value) => Number(value) + "×";
}
