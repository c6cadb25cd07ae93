using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.Severities;

namespace IncidentGraph.Domain.Tests.Incidents;

public sealed class PriorityMatrixTests
{
    private static readonly Grade[] Grades = Enum.GetValues<Grade>();

    [Fact]
    public void Its_corners_are_the_most_and_the_least_critical_level()
    {
        Assert.Equal(0, PriorityMatrix.Level(Grade.Critical, Grade.Critical));
        Assert.Equal(4, PriorityMatrix.Level(Grade.Low, Grade.Low));
    }

    [Fact]
    public void More_impact_or_urgency_never_lowers_the_priority()
    {
        foreach (var grade in Grades)
        {
            var byUrgency = Grades.Select(urgency => PriorityMatrix.Level(grade, urgency)).ToList();
            var byImpact = Grades.Select(impact => PriorityMatrix.Level(impact, grade)).ToList();
            Assert.Equal(byUrgency.OrderDescending(), byUrgency);
            Assert.Equal(byImpact.OrderDescending(), byImpact);
        }
    }

    [Fact]
    public void It_needs_both_grades()
        => Assert.Null(PriorityMatrix.Level(Grade.High, null));

    [Fact]
    public void A_level_that_is_not_defined_gives_the_next_less_critical_one()
    {
        var catalog = new SeverityCatalog(new World().Severities.All.Where(s => s.Level is 2 or 3));

        Assert.Equal(2, catalog.Suggest(Grade.Critical, Grade.Critical)!.Level);
        Assert.Equal(3, catalog.Suggest(Grade.Low, Grade.Low)!.Level);
        Assert.Null(new SeverityCatalog([]).Suggest(Grade.Low, Grade.Low));
    }
}
