using System.Globalization;
using System.Security.Cryptography;

namespace IncidentGraph.Fuzzing.Running;

/// <summary>What the command line asks for.</summary>
/// <param name="Time">How long to go on.</param>
/// <param name="Seed">Of the run: it decides all cases.</param>
/// <param name="Case">The seed of the only case to play.</param>
/// <param name="Patience">How long an answer may take; more where other programs keep the machine busy.</param>
internal sealed record Arguments(TimeSpan Time, ulong Seed, ulong? Case, TimeSpan Patience)
{
    public const string Usage = "Usage: dotnet run -c Release --project tests/IncidentGraph.Fuzzing -- [--minutes N] [--seed N] [--case SEED] [--patience SECONDS]";

    private static readonly TimeSpan _usual = TimeSpan.FromMinutes(5);

    /// <summary>Null when they make no sense.</summary>
    public static Arguments? Read(string[] args)
    {
        var read = new Arguments(_usual, BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))), null, TimeSpan.FromSeconds(10));
        for (var i = 0; i < args.Length && read is not null; i += 2)
            read = i + 1 < args.Length && ulong.TryParse(args[i + 1], CultureInfo.InvariantCulture, out var number) ? read.With(args[i], number) : null;
        return read;
    }

    private Arguments? With(string name, ulong number) => name switch
    {
        "--minutes" => this with { Time = TimeSpan.FromMinutes(number) },
        "--seed" => this with { Seed = number },
        "--case" => this with { Case = number },
        "--patience" => this with { Patience = TimeSpan.FromSeconds(number) },
        _ => null,
    };
}
