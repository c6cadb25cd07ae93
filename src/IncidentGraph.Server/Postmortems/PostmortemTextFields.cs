using IncidentGraph.Domain.Postmortems;
using IncidentGraph.Server.Binding;

namespace IncidentGraph.Server.Postmortems;

[ExtendObjectType("Postmortem")]
public static class PostmortemTextFields
{
    public static Deferred<string?> Summary(PostmortemView postmortem, PostmortemTextLoader texts) =>
        texts.Load(postmortem.Id).Then(t => t?.Summary);

    public static Deferred<string?> CustomerImpact(PostmortemView postmortem, PostmortemTextLoader texts) =>
        texts.Load(postmortem.Id).Then(t => t?.CustomerImpact);

    public static Deferred<string?> RootCause(PostmortemView postmortem, PostmortemTextLoader texts) =>
        texts.Load(postmortem.Id).Then(t => t?.RootCause);

    public static Deferred<IReadOnlyList<string>> WhatWorked(PostmortemView postmortem, PostmortemTextLoader texts) =>
        texts.Load(postmortem.Id).Then(t => t?.WhatWorked ?? []);

    public static Deferred<IReadOnlyList<string>> WhatDidNotWork(PostmortemView postmortem, PostmortemTextLoader texts) =>
        texts.Load(postmortem.Id).Then(t => t?.WhatDidNotWork ?? []);

    public static Deferred<IReadOnlyList<string>> WhereWeGotLucky(PostmortemView postmortem, PostmortemTextLoader texts) =>
        texts.Load(postmortem.Id).Then(t => t?.WhereWeGotLucky ?? []);

    public static Deferred<IReadOnlyList<string>> Lessons(PostmortemView postmortem, PostmortemTextLoader texts) =>
        texts.Load(postmortem.Id).Then(t => t?.Lessons ?? []);

    public static Deferred<IReadOnlyList<FaultTreeEntry>> FaultTree(PostmortemView postmortem, PostmortemTextLoader texts) =>
        texts.Load(postmortem.Id).Then(t => t?.FaultTree ?? []);
}
