using GraphQLParser.AST;

namespace IncidentGraph.Server.Schema;

/// <summary>
/// The contract as it is served: the files of <c>schema/</c> with what they leave to the server to fill in, namely the fields of
/// <c>Event</c> and <c>Error</c>, inherited descriptions, and the descriptions of <c>shared.graphql</c>.
/// </summary>
internal sealed class Contract
{
    private Contract(GraphQLDocument document) => Document = document;

    public GraphQLDocument Document { get; }

    /// <summary>
    /// <see cref="Document"/> as text, complete: any GraphQL tool can read it. Printed when first asked for, since it takes longer than all
    /// the rest.
    /// </summary>
    public string Sdl => field ??= ContractPrinter.Print(Document);

    public static Contract Load() => From(SchemaFiles.Read(SchemaFiles.Folder));

    public static Contract From(IEnumerable<SchemaFile> files)
    {
        var document = ContractDocument.Parse(files);
        InterfaceFields.Complete(document);
        SharedDescriptions.Apply(document);
        return new Contract(document);
    }
}
