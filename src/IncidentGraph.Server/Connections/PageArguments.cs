using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Connections;

/// <summary>The four paging arguments of a connection, as given.</summary>
public sealed record PageArguments(int? First, string? After, int? Last, string? Before)
{
    public const int DefaultSize = 25;
    public const int LargestSize = 100;

    /// <summary>Whether the page is counted from the end of the list.</summary>
    public bool IsBackward => Last is not null || (First is null && Before is not null);

    /// <summary>How many nodes; checked.</summary>
    /// <exception cref="RequestException">Both first and last, negative, or more than 100.</exception>
    public int Size
    {
        get
        {
            if (First is not null && Last is not null)
                throw new RequestException("BAD_USER_INPUT", "Both first and last are given.", "Give one of them.");
            var size = First ?? Last ?? DefaultSize;
            return size switch
            {
                < 0 => throw new RequestException("BAD_USER_INPUT", $"A page of {size} is not possible.", "Ask for 0 to 100 nodes."),
                > LargestSize => throw new RequestException(
                    "PAGE_TOO_LARGE", $"A page of {size} is too large.", $"Ask for at most {LargestSize} nodes and page with after."),
                _ => size,
            };
        }
    }
}
