namespace IncidentGraph.Server.Commands;

/// <summary>What the program's exit says.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>It could not be done; what was done before is said.</summary>
    public const int Failure = 1;

    /// <summary>The command line is wrong; nothing was tried.</summary>
    public const int Usage = 2;

    /// <summary>It was done, but for what the report says was left out.</summary>
    public const int Incomplete = 3;

    /// <summary>Somebody broke it off.</summary>
    public const int Canceled = 130;
}
