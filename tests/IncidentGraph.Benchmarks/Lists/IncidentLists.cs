using System.Globalization;
using IncidentGraph.Data;
using IncidentGraph.Testing;

namespace IncidentGraph.Benchmarks.Lists;

/// <summary>Whether a page of incidents takes as long among many as among few: the same page of each, in turns.</summary>
internal static class IncidentLists
{
    private const int WarmUp = 4;
    private const int Most = 30;
    private const double Aim = 1.5;

    private static readonly int[] _sizes = [1000, 10_000, 100_000];
    private static readonly TimeSpan _longest = TimeSpan.FromSeconds(1.5);

    public static async Task RunAsync(TextWriter output)
    {
        await output.WriteLineAsync($"Milliseconds over HTTP for 50 incidents among {Table.Whole(_sizes[0])}, p50, and how many times as long among more; aim {Table.Times(Aim)}.");
        await RunAsync(DatabaseProvider.Sqlite, output);
        if (PostgresServer.WhyMissing is null)
            await RunAsync(DatabaseProvider.Postgres, output);
        else
            await output.WriteLineAsync($"SQLite only. {PostgresServer.WhyMissing}");
    }

    private static async Task RunAsync(DatabaseProvider provider, TextWriter output)
    {
        var archives = new List<Archive>();
        try
        {
            foreach (var size in _sizes)
                archives.Add(await Archive.StartAsync(provider, size));
            await output.WriteLineAsync(Table.Line(provider.ToString(), _sizes.Select((size, i) => i == 0 ? "ms" : Table.Whole(size))));
            var (all, within) = (0, 0);
            foreach (var pages in await PagesAsync(archives))
            {
                var times = await MeasureAsync(archives, pages);
                await output.WriteLineAsync(Table.Line(pages[0].Name, times.Select((t, i) => i == 0 ? Table.Number(t) : Table.Times(t / times[0]))));
                all++;
                within += times.TrueForAll(t => t <= times[0] * Aim) ? 1 : 0;
            }

            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{within} of {all} within the aim."));
        }
        finally
        {
            foreach (var archive in archives)
                await archive.DisposeAsync();
        }
    }

    /// <summary>Each page, as it is asked for in each archive.</summary>
    private static async Task<List<PageQuery[]>> PagesAsync(List<Archive> archives)
    {
        var pages = new List<PageQuery[]>();
        foreach (var query in PageQuery.All)
        {
            pages.Add([.. archives.Select(_ => query.First)]);
            pages.Add(await Task.WhenAll(archives.Select(async archive => query.After(await archive.MiddleAsync(query)))));
            pages.Add([.. archives.Select(_ => query.Last)]);
        }

        return pages;
    }

    private static async Task<List<double>> MeasureAsync(List<Archive> archives, PageQuery[] pages)
    {
        var timings = archives.ConvertAll(_ => new Timings());
        var began = TimeProvider.System.GetTimestamp();
        for (var i = -WarmUp; i < Most && (i <= 0 || TimeProvider.System.GetElapsedTime(began) < _longest * archives.Count); i++)
        {
            for (var a = 0; a < archives.Count; a++)
            {
                var took = await archives[a].PageAsync(pages[a]);
                if (i >= 0)
                    timings[a].Add(took);
            }
        }

        return timings.ConvertAll(t => t.P50);
    }
}
