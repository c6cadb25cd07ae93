using System.ComponentModel.DataAnnotations;

namespace IncidentGraph.Server.Auth;

/// <summary>Base64 of so many bytes or more.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class Base64KeyAttribute : ValidationAttribute
{
    public Base64KeyAttribute(int leastBytes)
    {
        LeastBytes = leastBytes;
        ErrorMessage = $"Base64 of at least {leastBytes} bytes";
    }

    public int LeastBytes { get; }

    public override bool IsValid(object? value)
    {
        var text = value as string ?? "";
        return Convert.TryFromBase64String(text, new byte[text.Length], out var bytes) && bytes >= LeastBytes;
    }
}
