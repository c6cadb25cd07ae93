using GraphQLParser;
using GraphQLParser.Exceptions;

namespace IncidentGraph.Server.Engine.Limits;

/// <summary>Counts a document's tokens before it is parsed: a parser makes a node of each, and a node takes many times its text.</summary>
internal static class TokenCount
{
    public static bool Exceeds(string text, int limit)
    {
        ROM source = text;
        var at = 0;
        try
        {
            for (var count = 0; count <= limit; count++)
            {
                var token = Lexer.Lex(source, at);
                if (token.Kind == TokenKind.EOF)
                    return false;
                at = token.End;
            }

            return true;
        }
        catch (GraphQLSyntaxErrorException)
        {
            return false; // the parser tells where
        }
    }
}
