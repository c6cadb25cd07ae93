namespace IncidentGraph.Data.Mapping;

/// <summary>Widths, in characters, of the text that people do not type; the rest has its bounds in TextRules.</summary>
internal static class TextLength
{
    public const int Enum = 40;
    public const int SearchKey = 40;
    public const int TraceId = 64;
    public const int Sha256Hex = 64;
    public const int KeyPrefix = 40;
    public const int IdempotencyKey = 255;
    public const int InputHash = 128;
}
