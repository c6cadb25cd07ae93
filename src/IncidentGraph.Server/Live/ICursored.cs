namespace IncidentGraph.Server.Live;

/// <summary>An item of a stream that can be resumed after it.</summary>
public interface ICursored
{
    string Cursor { get; }
}
