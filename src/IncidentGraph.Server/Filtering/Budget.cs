using IncidentGraph.Server.Engine;

namespace IncidentGraph.Server.Filtering;

/// <summary>How many conditions one filter may still have; keeps statements within what databases take.</summary>
public sealed class Budget(int conditions)
{
    private int _left = conditions;

    public void Spend()
    {
        if (--_left < 0)
            throw new RequestException("BAD_USER_INPUT", "The filter has too many conditions.", "Use in: [...] instead of many or branches.");
    }
}
