using GraphQLParser;
using IncidentGraph.Server.Tests.Architecture;

namespace IncidentGraph.Server.Tests.Schema;

public sealed class BreakingChangeTests
{
    /// <summary>With each release, released.graphql becomes the contract of that release.</summary>
    [Fact]
    public void What_clients_of_the_last_release_use_is_still_there()
    {
        var released = File.ReadAllText(Path.Combine(House.Root, "tests/IncidentGraph.Server.Tests/Schema/released.graphql"));

        Assert.Empty(BreakingChanges.Find(Parser.Parse(released), ContractReader.Served.Document));
    }

    [Theory]
    [InlineData("type A { a: Int } type B { b: Int }", "type A { a: Int }", "B is gone")]
    [InlineData("type A { a: Int }", "input A { a: Int }", "A is another kind of type")]
    [InlineData("type A { a: Int b: Int }", "type A { a: Int }", "A.b is gone")]
    [InlineData("type A { a: Int }", "type A { a: String }", "A.a was Int and is String")]
    [InlineData("type A { a: Int! }", "type A { a: Int }", "A.a was Int! and is Int")]
    [InlineData("type A { a: [Int!] }", "type A { a: [Int] }", "A.a was [Int!] and is [Int]")]
    [InlineData("type A { a(x: Int): Int }", "type A { a: Int }", "A.a: argument x is gone")]
    [InlineData("type A { a(x: Int): Int }", "type A { a(x: Int!): Int }", "A.a: argument x was Int and is Int!")]
    [InlineData("type A { a: Int }", "type A { a(x: Int!): Int }", "A.a: argument x is new and required: Int!")]
    [InlineData("input A { a: Int }", "input A { b: Int }", "A: input field a is gone")]
    [InlineData("input A { a: Int }", "input A { a: Int b: Int! }", "A: input field b is new and required: Int!")]
    [InlineData("enum A { X Y }", "enum A { X }", "A: value Y is gone")]
    [InlineData("union A = B | C", "union A = B", "A: member C is gone")]
    [InlineData("type A implements N { a: Int }", "type A { a: Int }", "A: interface N is gone")]
    [InlineData("scalar A", "type B { b: Int }", "A is gone")]
    public void What_breaks_clients_is_found(string released, string present, string change) =>
        Assert.Equal([change], BreakingChanges.Find(Parser.Parse(released), Parser.Parse(present)));

    [Theory]
    [InlineData("type A { a: Int }", "type A { a: Int! b: Int } type B { b: Int }")]
    [InlineData("type A { a(x: Int!): Int }", "type A { a(x: Int, y: Int, z: Int! = 1): Int }")]
    [InlineData("input A { a: Int! }", "input A { a: Int b: Int c: Int! = 1 }")]
    [InlineData("enum A { X } union U = B", "enum A { X Y } union U = B | C")]
    public void What_only_adds_or_promises_more_is_allowed(string released, string present) =>
        Assert.Empty(BreakingChanges.Find(Parser.Parse(released), Parser.Parse(present)));
}
