using System.Globalization;

namespace IncidentGraph.Server.Imports;

/// <summary>Says now and then how far a long import is.</summary>
internal sealed class ImportProgress(TextWriter error, TimeProvider clock)
{
    private static readonly TimeSpan _interval = TimeSpan.FromSeconds(2);

    private string _what = "";
    private int _done;
    private int _all;
    private long _said = clock.GetTimestamp();

    public void Begin(string what, int all) => (_what, _done, _all) = (what, 0, all);

    public void Advance(int count)
    {
        _done += count;
        if (clock.GetElapsedTime(_said) < _interval)
            return;
        _said = clock.GetTimestamp();
        Say(string.Create(CultureInfo.InvariantCulture, $"{_what}: {_done:N0} of {_all:N0}"));
    }

    public void Say(string line) => error.WriteLine(line);
}
