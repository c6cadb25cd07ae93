namespace IncidentGraph.Data.Tests.Faults;

public sealed class InjectedFaultException : Exception;
