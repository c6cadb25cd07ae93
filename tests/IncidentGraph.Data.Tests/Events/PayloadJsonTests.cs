using System.Collections;
using IncidentGraph.Data.Events;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;

namespace IncidentGraph.Data.Tests.Events;

public sealed class PayloadJsonTests
{
    public static TheoryData<Type> Records => [.. Types];

    private static IEnumerable<Type> Types =>
        typeof(EventPayload).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(EventPayload)));

    [Theory, MemberData(nameof(Records))]
    public void Every_payload_reads_back_as_the_record_it_was(Type record)
    {
        var payload = Sample(record);

        var json = PayloadJson.Write(payload);
        var read = PayloadJson.Read(json);

        Assert.IsType(record, read);
        Assert.Equal(json, PayloadJson.Write(read));
        Assert.Equivalent(payload, read, strict: true);
    }

    [Fact]
    public void Every_event_type_that_is_stored_has_its_payload() =>
        Assert.Equal(
            Enum.GetNames<EventType>().Except([nameof(EventType.IncidentWithdrawn)]).Order(),
            Types.Select(type => type.Name).Order());

    private static EventPayload Sample(Type record)
    {
        var constructor = record.GetConstructors().MaxBy(c => c.GetParameters().Length)!; // Every record has one.
        return (EventPayload)constructor.Invoke([.. constructor.GetParameters().Select(p => Sample(p.Name!, p.ParameterType))]);
    }

    private static object Sample(string name, Type type) => (Nullable.GetUnderlyingType(type) ?? type) switch
    {
        var t when t == typeof(string) => $"{name} \"ü😀\" + <b>",
        var t when t == typeof(int) => 3,
        var t when t == typeof(long) => long.MaxValue,
        var t when t == typeof(bool) => true,
        var t when t == typeof(Guid) => new Guid("0193f0aa-0000-7000-8000-000000000001"),
        var t when t == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 1, 12, 0, 0, 1, TimeSpan.Zero),
        var t when t == typeof(IReadOnlyList<ApiKeyScope>) => new List<ApiKeyScope> { ApiKeyScope.Read, ApiKeyScope.Private },
        { IsEnum: true } t => Enum.GetValues(t).GetValue(1)!, // Every enum of the domain has two values.
        var t when t.IsAssignableTo(typeof(IEnumerable)) => new List<FieldChange> { new("title", null, "New"), new("tier", "1", "2") },
        var t => throw new NotSupportedException($"No sample for {t}."),
    };
}
