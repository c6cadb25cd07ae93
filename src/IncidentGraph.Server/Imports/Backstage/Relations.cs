namespace IncidentGraph.Server.Imports.Backstage;

/// <summary>The words of catalogs, in lower case.</summary>
internal static class Relations
{
    public const string DependsOn = "dependson";
    public const string DependencyOf = "dependencyof";
    public const string ConsumesApi = "consumesapi";
    public const string ProvidesApi = "providesapi";
    public const string ApiConsumedBy = "apiconsumedby";
    public const string ApiProvidedBy = "apiprovidedby";
    public const string PartOf = "partof";
    public const string HasPart = "haspart";
    public const string OwnedBy = "ownedby";
    public const string MemberOf = "memberof";
    public const string HasMember = "hasmember";

    /// <summary>Where they are written in <c>spec</c>, with the kind that a reference without one means.</summary>
    public static readonly IReadOnlyList<(string Field, string Relation, string Kind)> InSpec =
    [
        ("dependsOn", DependsOn, EntityKinds.Component),
        ("dependencyOf", DependencyOf, EntityKinds.Component),
        ("consumesApis", ConsumesApi, EntityKinds.Api),
        ("providesApis", ProvidesApi, EntityKinds.Api),
        ("system", PartOf, EntityKinds.System),
        ("subcomponentOf", PartOf, EntityKinds.Component),
        ("partOf", PartOf, EntityKinds.System),
        ("hasPart", HasPart, EntityKinds.Component),
        ("owner", OwnedBy, EntityKinds.Group),
        ("memberOf", MemberOf, EntityKinds.Group),
        ("members", HasMember, EntityKinds.User),
    ];
}
