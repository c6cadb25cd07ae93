using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.Services;

namespace IncidentGraph.Domain.Incidents;

// Why it happened. Told while it is open and for the review after that, never of an incident that turned out to be none.
public sealed partial class Incident
{
    private bool IsAnalysed => IsOpen || Status is IncidentStatus.Resolved or IncidentStatus.Closed;

    /// <summary>The new factor is the last of <see cref="Factors"/>.</summary>
    public IReadOnlyList<DomainError> RecordFactor(
        Act act, FactorCategory category, string description, Service? service = null, IReadOnlyList<Link>? links = null)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        CheckAnalysed(FactorCount, ContributingFactor.Most, "contributing factors", checks);
        var text = checks.Required(description, TextRules.Long, "description");
        var clean = checks.Links(links, "links");
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        FactorCount++;
        var factor = new ContributingFactor
        {
            Id = act.NewId(),
            IncidentId = Id,
            Ordinal = ++PartCount,
            Category = category,
            Description = text,
            ServiceId = service?.Id,
            Links = clean,
            RecordedById = act.By.ActorId,
            RecordedAt = act.At,
        };
        _factors.Add(factor);
        var where = service is null ? "" : $", in {service.Key}";
        Record(
            act,
            new ContributingFactorRecorded(factor.Id),
            $"{act.By.DisplayName} recorded what contributed to incident {Number} ({Wire.Words(category)}{where}): {text}");
        return [];
    }

    /// <summary>The new why is the last of <see cref="Whys"/>.</summary>
    /// <param name="act">Who, and when.</param>
    /// <param name="answer">Why it happened, or why its parent did.</param>
    /// <param name="parentId">One of <see cref="Whys"/>; null begins a chain.</param>
    /// <param name="evidence">Where it can be seen.</param>
    public IReadOnlyList<DomainError> RecordWhy(Act act, string answer, Guid? parentId = null, IReadOnlyList<Link>? evidence = null)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        var parent = _whys.Find(w => w.Id == parentId);
        if (parentId is not null && parent is null)
            return [Refusal.NotFound("why", "parentId")];
        var checks = new Checks();
        CheckAnalysed(WhyCount, Why.Most, "whys", checks);
        var text = checks.Required(answer, TextRules.Long, "answer");
        var clean = checks.Links(evidence, "evidence");
        if (checks.Failed)
            return checks.Errors;

        Touch(act);
        WhyCount++;
        var why = new Why
        {
            Id = act.NewId(),
            IncidentId = Id,
            Ordinal = ++PartCount,
            ParentId = parentId,
            Answer = text,
            Evidence = clean,
            RecordedById = act.By.ActorId,
            RecordedAt = act.At,
        };
        _whys.Add(why);
        var asked = parent is null ? $"why incident {Number} happened" : $"in incident {Number} the cause of \"{TextRules.Cut(parent.Answer, 150)}\"";
        Record(act, new WhyRecorded(why.Id), $"{act.By.DisplayName} recorded {asked}: {text}");
        return [];
    }

    private void CheckAnalysed(int count, int most, string what, Checks checks)
    {
        if (!IsAnalysed)
            checks.Invalid($"The incident is {Wire.Name(Status)}.", "Analyse incidents that were real and were not merged into another.", "id");
        CheckRoom(count, most, what, "id", checks);
    }
}
