using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Incidents;

public sealed partial class Incident
{
    /// <summary>Anybody who may read may declare.</summary>
    public static Decision<Incident> Declare(Act act, long number, DeclareIncident command, SeverityCatalog severities)
    {
        var checks = new Checks();
        var severity = command.Severity ?? severities.Suggest(command.Impact, command.Urgency);
        var incident = Draft(act, number, command, checks);
        CheckAffected(act, command.Services, checks);
        if (command.IsPrivate)
            checks.Add(BarFromHiding(act));
        if (!act.IsImport)
            CheckDeclarable(incident, command, severity, checks);
        if (checks.Failed)
            return checks.Errors;

        incident.SeverityLevel = command.Triage ? command.Severity?.Level : severity?.Level;
        incident.TellDeclared(act, command, severity);
        return incident;
    }

    private static Incident Draft(Act act, long number, DeclareIncident command, Checks checks)
    {
        var detectedAt = When(act, command.DetectedAt, null, checks, "detectedAt");
        var status = command.Triage ? IncidentStatus.Triage : IncidentStatus.Investigating;
        return new()
        {
            Id = number,
            Title = checks.Required(command.Title, TextRules.Title, "title"),
            Summary = checks.Optional(command.Summary, TextRules.Long, "summary"),
            Type = command.Type ?? IncidentType.Other,
            Source = command.Source ?? IncidentSource.Manual,
            Status = status,
            IsOpen = true,
            IsPrivate = command.IsPrivate,
            IsTest = command.IsTest,
            Impact = command.Impact,
            Urgency = command.Urgency,
            Symptoms = checks.Lines(command.Symptoms, TextRules.Short, "symptoms"),
            ErrorMessages = checks.Lines(command.ErrorMessages, TextRules.Paragraph, "errorMessages"),
            CustomerImpact = checks.Optional(command.CustomerImpact, TextRules.Long, "customerImpact"),
            WarRoomUrl = checks.WebAddress(command.WarRoomUrl, "warRoomUrl"),
            Channels = Cleaned(command.Channels, checks),
            ReporterId = act.By.ActorId,
            DetectedAt = detectedAt,
            OccurredAt = OccurredBy(detectedAt, command.OccurredAt, checks),
            DeclaredAt = act.At,
            UpdatedAt = act.At,
        };
    }

    private static DateTimeOffset OccurredBy(DateTimeOffset detectedAt, DateTimeOffset? occurredAt, Checks checks)
    {
        if (occurredAt is not { } given)
            return detectedAt;
        var time = given.ToMoment();
        if (time > detectedAt)
            checks.Add(Refusal.OutOfOrder("occurredAt", time, null, detectedAt));
        return time;
    }

    private static void CheckDeclarable(Incident incident, DeclareIncident command, Severity? severity, Checks checks)
    {
        var missing = new List<Blocker>();
        if (command.Symptoms.All(string.IsNullOrWhiteSpace) && command.Services.Count == 0)
            missing.Add(new(BlockerKind.Guard, "NOTHING_AFFECTED", "Neither a service nor a symptom is named.", "Give services or symptoms."));
        if (!command.Triage && severity is null)
            missing.Add(LifecycleGuard.SeverityKnown.Blocker);
        if (missing.Count > 0)
            checks.Add(Refusal.Unmet(missing));
    }

    private void TellDeclared(Act act, DeclareIncident command, Severity? severity)
    {
        foreach (var affected in command.Services)
            Open(act, affected.Service.Id, affected.Level ?? ImpactLevel.Degraded, affected.Note, OccurredAt);

        var how = command.Triage || severity is null ? "for triage" : $"as {severity.Name}";
        Record(
            act,
            new IncidentDeclared(Title, Status, SeverityLevel),
            $"{act.By.DisplayName} declared incident {Number} {how}: {Title}",
            named: [.. command.Services.Select(a => ServiceFact.Of(a.Service))]);
        foreach (var impact in _impacts)
            TellImpact(act, impact.ServiceId, null, impact.Level, impact.StartedAt);
        if (IsPrivate && act.By.IsUser)
            Join(act, act.By.ActorId, act.By.DisplayName);
    }
}
