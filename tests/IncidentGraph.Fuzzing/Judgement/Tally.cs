using System.Globalization;

namespace IncidentGraph.Fuzzing.Judgement;

/// <summary>How many cases of each kind there were, and what they were answered with.</summary>
internal sealed class Tally
{
    private readonly Lock _turn = new();
    private readonly Dictionary<string, int> _cases = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Kind, string Answer), int> _answers = [];

    public int Cases
    {
        get
        {
            lock (_turn)
                return _cases.Values.Sum();
        }
    }

    public void Add(string kind, IReadOnlyList<string> answers)
    {
        lock (_turn)
        {
            _cases[kind] = _cases.GetValueOrDefault(kind) + 1;
            foreach (var answer in answers.Distinct(StringComparer.Ordinal))
                _answers[(kind, answer)] = _answers.GetValueOrDefault((kind, answer)) + 1;
        }
    }

    /// <summary>Cases of a kind that had at least one answer of this sort.</summary>
    public int Of(string kind, string answer)
    {
        lock (_turn)
            return _answers.GetValueOrDefault((kind, answer));
    }

    public string Print()
    {
        lock (_turn)
            return string.Join('\n', _cases.OrderBy(kind => kind.Key, StringComparer.Ordinal).Select(Line));
    }

    private string Line(KeyValuePair<string, int> kind)
    {
        var answers = _answers.Where(answer => answer.Key.Kind == kind.Key).OrderByDescending(answer => answer.Value)
            .Select(answer => string.Create(CultureInfo.InvariantCulture, $"  {answer.Key.Answer,-32}{answer.Value,10:N0}{100.0 * answer.Value / kind.Value,8:0.0} %"));
        return string.Create(CultureInfo.InvariantCulture, $"{kind.Key}: {kind.Value:N0} cases\n{string.Join('\n', answers)}");
    }
}
