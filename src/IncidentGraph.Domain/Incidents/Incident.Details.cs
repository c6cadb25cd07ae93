using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Events;

namespace IncidentGraph.Domain.Incidents;

public sealed partial class Incident
{
    /// <summary>Describes the incident better, in any status. What stays as it was is no change.</summary>
    public IReadOnlyList<DomainError> Update(Act act, UpdateIncident command)
    {
        var bars = Bars(act, IncidentRight.Responder);
        if (bars.Count > 0)
            return bars;
        var checks = new Checks();
        var changes = new FieldChanges();
        CompareTexts(command, checks, changes);
        CompareLists(command, checks, changes);
        CompareKinds(command, checks, changes);
        if (checks.Failed || !changes.Any)
            return checks.Errors;

        Touch(act);
        changes.Apply();
        var fields = FieldChanges.Words(changes.Changes);
        Record(act, new IncidentUpdated(changes.Changes), $"{act.By.DisplayName} changed {fields} of incident {Number}");
        return [];
    }

    private void CompareTexts(UpdateIncident command, Checks checks, FieldChanges changes)
    {
        if (command.Title.IsSet)
        {
            var title = checks.Required(command.Title.Value, TextRules.Title, "title");
            changes.Compare("title", Title, title, () => Title = title);
        }

        var summary = checks.Optional(command.Summary.Or(Summary), TextRules.Long, "summary");
        changes.Compare("summary", Summary, summary, () => Summary = summary);
        var customers = checks.Optional(command.CustomerImpact.Or(CustomerImpact), TextRules.Long, "customerImpact");
        changes.Compare("customerImpact", CustomerImpact, customers, () => CustomerImpact = customers);
        var warRoom = checks.WebAddress(command.WarRoomUrl.Or(WarRoomUrl), "warRoomUrl");
        changes.Compare("warRoomUrl", WarRoomUrl, warRoom, () => WarRoomUrl = warRoom);
    }

    private void CompareLists(UpdateIncident command, Checks checks, FieldChanges changes)
    {
        var symptoms = checks.Lines(command.Symptoms.Or(Symptoms), TextRules.Short, "symptoms");
        if (command.Symptoms.IsSet && symptoms.Count == 0 && Symptoms.Count > 0 && _impacts.Count == 0)
            checks.Invalid("No service is affected, so a symptom is needed.", "Keep a symptom, or set a service's impact first.", "symptoms");
        changes.Compare("symptoms", FieldChanges.Lines(Symptoms), FieldChanges.Lines(symptoms), () => Symptoms = symptoms);
        var messages = checks.Lines(command.ErrorMessages.Or(ErrorMessages), TextRules.Paragraph, "errorMessages");
        changes.Compare("errorMessages", FieldChanges.Lines(ErrorMessages), FieldChanges.Lines(messages), () => ErrorMessages = messages);
        var channels = Cleaned(command.Channels.Or(Channels), checks);
        changes.Compare("channels", Told(Channels), Told(channels), () => Channels = channels);
    }

    private void CompareKinds(UpdateIncident command, Checks checks, FieldChanges changes)
    {
        if (command.Type is { IsSet: true, Value: null })
            checks.Invalid("An incident has a type.", "Use OTHER when no other fits.", "type");
        var type = command.Type.Or(Type) ?? Type;
        changes.Compare("type", Wire.Name(Type), Wire.Name(type), () => Type = type);
        var impact = command.Impact.Or(Impact);
        changes.Compare("impact", FieldChanges.Name(Impact), FieldChanges.Name(impact), () => Impact = impact);
        var urgency = command.Urgency.Or(Urgency);
        changes.Compare("urgency", FieldChanges.Name(Urgency), FieldChanges.Name(urgency), () => Urgency = urgency);
    }

    private static IReadOnlyList<Channel> Cleaned(IReadOnlyList<Channel>? channels, Checks checks)
    {
        if (!checks.Fits(channels, TextRules.Links, "channels"))
            return [];
        return [.. channels!.Select((channel, i) => Cleaned(channel, i, checks)).OrderBy(c => c.Priority)];
    }

    private static Channel Cleaned(Channel channel, int i, Checks checks)
    {
        if (channel.Priority < 0)
            checks.Invalid("priority is negative.", "Use 0 or more; lower comes first.", "channels", $"{i}", "priority");
        return new(
            checks.Required(channel.Kind, TextRules.Label, "channels", $"{i}", "kind"),
            checks.Required(channel.Name, TextRules.Label, "channels", $"{i}", "name"),
            checks.WebAddress(channel.Url, "channels", $"{i}", "url"),
            channel.Priority);
    }

    private static string? Told(IReadOnlyList<Channel> channels)
        => FieldChanges.Lines(channels.Select(c => $"{c.Priority} {c.Kind} {c.Name} {c.Url}".TrimEnd()));
}
