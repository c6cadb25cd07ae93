// The compiled model names the status of an incident's task without its namespace.
global using TaskStatus = IncidentGraph.Domain.Incidents.TaskStatus;
