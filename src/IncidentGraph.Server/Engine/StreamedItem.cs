namespace IncidentGraph.Server.Engine;

/// <summary>The root value of one execution of a subscription: the item that its stream gave.</summary>
internal sealed record StreamedItem(object Value);
