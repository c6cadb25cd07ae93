using IncidentGraph.Domain.Incidents;

namespace IncidentGraph.Server.Demo.History;

/// <summary>Draws incidents from a fixed seed, so that every demonstration tells the same year.</summary>
internal sealed class Draw(int seed, DateTimeOffset now)
{
    private const double MedianMinutes = 73;
    private const double Spread = 1.25;
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);

    /// <summary>All are over by then; what is newer belongs to the incidents under way.</summary>
    private readonly DateTimeOffset _latestEnd = now.AddHours(-30);
    private readonly Random _random = new(seed);

    public double Share() => _random.NextDouble();

    public T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];

    public PastIncident Next()
    {
        var service = Service();
        var fault = Pick([.. Faults.All.Where(fault => fault.Befalls(service))]);
        var severity = Severity(service);
        var lasted = Lasted(severity);
        var team = DemoTeam.Of(service.Team);
        var responder = Pick(team.OnCall);
        var others = Colleague.All.Where(c => c.Role == Domain.People.UserRole.Responder && c.Subject != responder);
        return new(
            service, fault, _random.Next(fault.Numbers.From, fault.Numbers.To), severity, End(), OccurredAt(lasted), lasted, Source(), responder, Pick([.. others]).Subject);
    }

    /// <summary>A few services cause most of the trouble: those with more callers and more change.</summary>
    private DemoService Service() => DemoService.All[(int)(DemoService.All.Count * Math.Pow(_random.NextDouble(), 1.4))];

    private int Severity(DemoService service) => (_random.NextDouble() - (service.Tier == 0 ? 0.06 : 0)) switch
    {
        < 0.00 => _random.Next(4) == 0 ? 0 : 1,
        < 0.08 => 1,
        < 0.38 => 2,
        < 0.82 => 3,
        _ => 4,
    };

    /// <summary>Log-normal: most are over in an hour or two, a few take days. What is severe gets more hands.</summary>
    private TimeSpan Lasted(int severity)
    {
        var normal = Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());
        var minutes = MedianMinutes * Math.Exp(Spread * normal) * (severity <= 1 ? 0.8 : 1 + (0.15 * severity));
        return TimeSpan.FromMinutes(Math.Clamp(minutes, 9, 6 * 24 * 60));
    }

    private DateTimeOffset OccurredAt(TimeSpan lasted)
    {
        var from = now - Year;
        return from + ((_latestEnd - lasted - from) * _random.NextDouble());
    }

    private Ending End() => _random.NextDouble() switch
    {
        < 0.06 => Ending.Declined,
        < 0.09 => Ending.Canceled,
        < 0.14 => Ending.Merged,
        < 0.19 => Ending.Reopened,
        _ => Ending.Resolved,
    };

    private IncidentSource Source() => _random.NextDouble() switch
    {
        < 0.62 => IncidentSource.Monitoring,
        < 0.74 => IncidentSource.Dashboard,
        < 0.90 => IncidentSource.UserReport,
        _ => IncidentSource.Manual,
    };
}
