using GraphQL;
using IncidentGraph.Transport;

namespace IncidentGraph.Server.Engine;

/// <summary>Gives each field error of an answer its code, and what else clients may know of it.</summary>
internal static class ErrorCodesOf
{
    public static void Apply(ExecutionError error)
    {
        switch (error.InnerException)
        {
            case RequestException bad:
                error.Code = bad.Code;
                error.AddExtension("remedy", bad.Remedy);
                break;
            case HiddenException:
                error.Code = ErrorCodes.NotFound;
                error.AddExtension("remedy", HiddenException.Remedy);
                break;
            case var cause when Outages.IsOutage(cause):
                error.Code = ErrorCodes.Unavailable;
                break;
            case FieldFailure failure:
                error.Code = ErrorCodes.Internal;
                error.AddExtension("traceId", failure.TraceId);
                break;
            default:
                error.Code = ErrorCodes.Internal;
                break;
        }
    }
}
