namespace IncidentGraph.Fuzzing.Wire;

/// <summary>What has to happen after the last step.</summary>
internal enum Ending
{
    /// <summary>So many answers come, or the server closes the connection.</summary>
    Answers,

    /// <summary>Nothing more is sent, and the server closes the connection, with an answer or without.</summary>
    Finish,

    /// <summary>The connection breaks; nobody is there to be answered.</summary>
    Abort,
}
