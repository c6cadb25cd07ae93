using System.Net;
using IncidentGraph.Server.Engine.Costs;
using IncidentGraph.Transport;
using Microsoft.Extensions.Time.Testing;

namespace IncidentGraph.Server.Tests.Engine.Costs;

public sealed class CostBudgetTests
{
    private readonly FakeTimeProvider _clock = new();

    [Fact]
    public void All_of_it_can_be_taken_at_once_and_then_what_is_given_back()
    {
        var budget = new CostBudget(100, 10, _clock);

        Assert.Null(budget.Take(100));
        Assert.Equal(TimeSpan.FromSeconds(2), budget.Take(20));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(budget.Take(20));
        Assert.NotNull(budget.Take(1));
    }

    [Fact]
    public void What_is_refused_takes_nothing()
    {
        var budget = new CostBudget(100, 10, _clock);
        budget.Take(50);

        Assert.NotNull(budget.Take(60));

        Assert.Equal(50, budget.Remaining);
    }

    [Fact]
    public void It_never_holds_more_than_its_size()
    {
        var budget = new CostBudget(100, 10, _clock);
        budget.Take(30);
        budget.GiveBack(40);
        _clock.Advance(TimeSpan.FromHours(1));

        Assert.Equal(100, budget.Remaining);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7", true)]
    [InlineData("192.0.2.7", "192.0.2.8", false)]
    [InlineData("192.0.2.7", "::ffff:192.0.2.7", true)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:2:ffff::8", true)]
    [InlineData("2001:db8:1:2::7", "2001:db8:1:3::7", false)]
    public void Anonymous_clients_of_one_network_are_one(string one, string other, bool isSame) =>
        Assert.Equal(isSame, ClientNetwork.Of(IPAddress.Parse(one)).Equals(ClientNetwork.Of(IPAddress.Parse(other))));
}
