using CsCheck;

namespace IncidentGraph.Domain.Tests.Postmortems.Properties;

/// <summary>One random command: small numbers that the play reads as who, what and how.</summary>
internal sealed record ReviewStep(int Command, int Who, int Other, int Choice, bool Flag)
{
    // Steps of the lifecycle come often, so that a play gets to its end.
    private static readonly int[] Often = [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 6, 7, 7];

    public static readonly Gen<ReviewStep> Any = Gen.Select(
        Gen.Frequency((1, Gen.Int[0, ReviewPlay.Commands - 1]), (2, Gen.Int[0, Often.Length - 1].Select(i => Often[i]))),
        Gen.Frequency((1, Gen.Int[0, 5]), (2, Gen.Int[1, 4])),
        Gen.Int[0, 7],
        Gen.Int[0, 11],
        Gen.Bool,
        (command, who, other, choice, flag) => new ReviewStep(command, who, other, choice, flag));
}
