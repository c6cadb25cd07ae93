using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace IncidentGraph.Server.Schema;

internal static class ContractPrinter
{
    private static readonly SDLPrinter Printer = new(new SDLPrinterOptions { EachUnionMemberOnNewLine = true });

    public static string Print(GraphQLDocument document) => Printer.Print(document);
}
