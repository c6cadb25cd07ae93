using CsCheck;

namespace IncidentGraph.Domain.Tests.Incidents.Properties;

/// <summary>One random command: small numbers that the play reads as who, what, on which and how.</summary>
internal sealed record Step(int Command, int Who, int On, int Other, int Choice, int Offset, bool Flag)
{
    // Ends come early enough by themselves; these keep an incident going.
    private static readonly int[] Often = [2, 4, 5, 6, 7, 8, 8, 13, 13, 17, 19, 22, 24, 27];

    public static readonly Gen<Step> Any = Gen.Select(
        Gen.Frequency((1, Gen.Int[0, Play.Commands - 1]), (2, Gen.Int[0, Often.Length - 1].Select(i => Often[i]))),
        Gen.Frequency((1, Gen.Int[0, 5]), (2, Gen.Int[1, 4])),
        Gen.Int[0, 7],
        Gen.Int[0, 7],
        Gen.Int[0, 11],
        Gen.Int[-40, 20],
        Gen.Bool,
        (command, who, on, other, choice, offset, flag) => new Step(command, who, on, other, choice, offset, flag));
}
