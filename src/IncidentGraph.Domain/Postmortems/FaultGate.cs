namespace IncidentGraph.Domain.Postmortems;

public enum FaultGate
{
    /// <summary>All below it together.</summary>
    And,

    /// <summary>Any below it alone.</summary>
    Or,

    /// <summary>A leaf.</summary>
    Cause,
}
