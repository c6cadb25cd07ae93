using IncidentGraph.Fuzzing.Wire;

namespace IncidentGraph.Fuzzing.Generation;

/// <summary>Makes one case of a seed.</summary>
internal static class Case
{
    public const string Documents = "documents";
    public const string Variables = "variables";
    public const string Framing = "framing";
    public const string Sockets = "sockets";

    public static IReadOnlyList<string> Kinds { get; } = [Documents, Variables, Framing, Sockets];

    /// <param name="seed">Decides everything.</param>
    /// <param name="schema">What documents are made of.</param>
    /// <param name="target">Whom it is for.</param>
    public static Script Of(ulong seed, SchemaModel schema, Target target)
    {
        var dice = new Dice(seed);
        return dice.Below(100) switch
        {
            < 45 => DocumentCase(dice, schema, target),
            < 65 => VariablesCase(dice, schema, target),
            < 83 => new FramingCase(dice, target).Write(),
            _ => new SocketCase(dice, schema, target).Write(),
        };
    }

    /// <summary>The body of a request.</summary>
    public static string Json(Document document) =>
        $"{{\"query\": {new Value.Text(document.Text).ToJson()}{(document.Variables is { } variables ? $", \"variables\": {variables}" : "")}}}";

    private static Script DocumentCase(Dice dice, SchemaModel schema, Target target)
    {
        var document = new DocumentWriter(dice, schema).Write(variablesPercent: 15);
        if (dice.Chance(35))
            document = document with { Text = new TextMutation(dice, new Words(dice, schema)).Apply(document.Text) };
        var requests = new RequestWriter(dice, target);
        if (dice.Chance(10))
            return requests.Get(Documents, document);
        return dice.Chance(5)
            ? requests.Post(Documents, $"[{string.Join(',', Enumerable.Repeat(Json(document), dice.Between(1, 11)))}]")
            : requests.Post(Documents, Json(document));
    }

    private static Script VariablesCase(Dice dice, SchemaModel schema, Target target)
    {
        var document = new DocumentWriter(dice, schema).Write(variablesPercent: 100);
        var mutation = new JsonMutation(dice, new Words(dice, schema));
        var json = dice.Chance(75)
            ? Json(document with { Variables = mutation.Apply(document.Variables ?? "{\"v0\": 1}") })
            : mutation.Apply(Json(document));
        byte[] tail = dice.Chance(4) ? dice.Bytes(dice.Between(1, 4)) : [];
        return new RequestWriter(dice, target).Post(Variables, json, tail);
    }
}
