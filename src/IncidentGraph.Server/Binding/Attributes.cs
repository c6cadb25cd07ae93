namespace IncidentGraph.Server.Binding;

/// <summary>The class's public methods are fields of Query.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QueryTypeAttribute : Attribute;

/// <summary>The class's public methods are fields of Mutation.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MutationTypeAttribute : Attribute;

/// <summary>The class's public methods are fields of Subscription and return streams.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class SubscriptionTypeAttribute : Attribute;

/// <summary>The static class's public methods are fields of the named object or interface type.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ExtendObjectTypeAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}

/// <summary>The class or record is the object type of that name in the contract.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class ObjectTypeAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
