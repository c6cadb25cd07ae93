using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Domain.Services;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Tests;

/// <summary>People, services, severities and a clock that tests move by hand.</summary>
internal sealed class World
{
    private long _lastNumber;

    public World()
    {
        Severities = new(SeverityDefaults.All.Select(s => Accepted(Severity.Define(By(Caller.System), s, null))));
        Payments = Accepted(Team.Define(By(Caller.System), 1, new() { Key = "payments", Name = "Payments" }, null));
        Vera = Person(11, "Vera Lindqvist", UserRole.Viewer);
        Ravi = Person(12, "Ravi Patel", UserRole.Responder);
        Rosa = Person(13, "Rosa Duarte", UserRole.Responder, Payments.Id);
        Paula = Person(14, "Paula Mendes", UserRole.Publisher);
        Ada = Person(15, "Ada Okafor", UserRole.Admin);
        Checkout = NewService(1, "checkout");
        Gateway = NewService(2, "payment-gateway");
        Inventory = NewService(3, "inventory");
    }

    public DateTimeOffset Now { get; set; } = new(2026, 3, 2, 10, 0, 0, TimeSpan.Zero);

    public SeverityCatalog Severities { get; }

    public Team Payments { get; }

    public Caller Vera { get; }

    public Caller Ravi { get; }

    public Caller Rosa { get; }

    public Caller Paula { get; }

    public Caller Ada { get; }

    public Service Checkout { get; }

    public Service Gateway { get; }

    public Service Inventory { get; }

    public Act Last { get; private set; } = null!;

    public static Caller Person(long id, string name, UserRole role, params long[] teams)
        => new(id, name, role, new HashSet<long>(teams));

    public static User UserOf(Caller caller) => new()
    {
        Id = caller.ActorId,
        Handle = caller.DisplayName.Split(' ')[0].ToLowerInvariant(),
        DisplayName = caller.DisplayName,
        CreatedAt = DateTimeOffset.UnixEpoch,
    };

    public static T Accepted<T>(Decision<T> decision)
        where T : class
    {
        Assert.Empty(decision.Errors);
        return decision.Value!;
    }

    public static void Accepted(IReadOnlyList<DomainError> errors) => Assert.Empty(errors);

    public static TError Refused<TError>(IReadOnlyList<DomainError> errors)
        where TError : DomainError
    {
        var error = Assert.IsType<TError>(Assert.Single(errors));
        Assert.False(string.IsNullOrWhiteSpace(error.Message));
        Assert.False(string.IsNullOrWhiteSpace(error.Remedy));
        return error;
    }

    public Act By(Caller caller) => Last = new(caller, Now, Ids.New(Now));

    public Act Importing() => Last = new(Caller.System, Now, Ids.New(Now), isImport: true);

    /// <summary>Time passes; returns the new now.</summary>
    public DateTimeOffset Pass(int minutes) => Now = Now.AddMinutes(minutes);

    public DateTimeOffset Ago(int minutes) => Now.AddMinutes(-minutes);

    public Decision<Incident> Declare(Caller caller, DeclareIncident command)
        => Incident.Declare(By(caller), ++_lastNumber, command, Severities);

    public Incident Declared(Func<DeclareIncident, DeclareIncident>? with = null, int severity = 2)
    {
        var command = new DeclareIncident
        {
            Title = "Payment gateway outage",
            Severity = Severities.Find(severity),
            Services = [new(Gateway, ImpactLevel.MajorOutage)],
        };
        return Accepted(Declare(Vera, with is null ? command : with(command)));
    }

    public Incident InTriage() => Declared(d => d with { Triage = true, Severity = null });

    public Incident Resolved(int severity = 2)
    {
        var incident = Declared(severity: severity);
        Pass(10);
        if (Severities.Find(severity)!.RequiresCommander)
            Accepted(incident.AssignRole(By(Ravi), IncidentRole.Commander, UserOf(Ravi)));
        Accepted(incident.Resolve(By(Ravi), Severities, "Fixed."));
        return incident;
    }

    public Service NewService(long id, string key, Team? owner = null)
        => Accepted(Service.Register(By(Caller.System), id, new() { Key = key, Name = key, Owner = owner }));
}
