using IncidentGraph.Domain.Errors;
using IncidentGraph.Domain.Postmortems;
using static IncidentGraph.Domain.Postmortems.FaultGate;
using static IncidentGraph.Domain.Tests.World;

namespace IncidentGraph.Domain.Tests.Postmortems;

public sealed class FaultTreeTests
{
    private readonly Review _review = new();

    [Fact]
    public void It_is_kept_parents_first()
    {
        Accepted(_review.Tree(Entry("index", "slow"), Entry("slow", "top", Or), Entry("load", "slow"), Entry("top", null, And), Entry("gateway", "top")));

        Assert.Equal(["top", "slow", "index", "load", "gateway"], _review.Postmortem.FaultTree.Select(e => e.Key));
    }

    [Fact]
    public void A_circle_is_shown_by_its_keys()
    {
        var error = Refused<CycleError>(_review.Tree(Entry("top", null, And), Entry("x", "top"), Entry("a", "b", And), Entry("b", "c", Or), Entry("c", "a", Or)));

        Assert.Equal(["a", "b", "c", "a"], error.Path.Select(p => p.Key));
        Assert.Equal(["faultTree"], error.Field);
    }

    [Fact]
    public void An_entry_below_itself_is_a_circle()
        => Assert.Equal(["a", "a"], Refused<CycleError>(_review.Tree(Entry("a", "a", And))).Path.Select(p => p.Key));

    [Fact]
    public void What_is_wrong_with_an_entry_names_its_place()
    {
        Assert.Equal(["faultTree", "1", "parentKey"], Field(Entry("a", null), Entry("b", "nobody")));
        Assert.Equal(["faultTree", "1", "key"], Field(Entry("a", null, And), Entry("a", "a")));
        Assert.Equal(["faultTree", "0", "gate"], Field(Entry("a", null), Entry("b", "a")));
        Assert.Equal(["faultTree", "0", "gate"], Field(Entry("a", null, Or)));
        Assert.Equal(["faultTree", "1", "parentKey"], Field(Entry("a", null), Entry("b", null)));
        Assert.Equal(["faultTree", "0", "text"], Field(Entry("a", null) with { Text = " " }));
        Assert.Equal(["faultTree", "0", "key"], Field(Entry(new string('k', 64), null)));
    }

    [Fact]
    public void It_holds_a_hundred_entries_and_as_many_levels()
    {
        IReadOnlyList<FaultTreeEntry> chain = [.. Enumerable.Range(0, 100).Select(i => Entry($"{i}", i == 0 ? null : $"{i - 1}", i == 99 ? Cause : And))];

        Accepted(_review.Tree(chain));
        Assert.Equal(["faultTree"], Refused<ValidationError>(_review.Tree([.. chain, Entry("x", "0")])).Field);
    }

    private static FaultTreeEntry Entry(string key, string? parent, FaultGate gate = Cause) => new(key, parent, gate, $"About {key}", null);

    private IReadOnlyList<string>? Field(params FaultTreeEntry[] entries) => Refused<ValidationError>(_review.Tree(entries)).Field;
}
