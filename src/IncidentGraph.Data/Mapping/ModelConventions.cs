using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace IncidentGraph.Data.Mapping;

internal static class ModelConventions
{
    public static void UseSnakeCase(this ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(type => type.GetDeclaredProperties()))
            property.SetColumnName(ToSnakeCase(property.Name));
    }

    /// <summary>
    /// Nothing is deleted by the database. A part taken out of its aggregate is deleted by the change tracker, which
    /// SQL Server's rule against multiple cascade paths does not concern.
    /// </summary>
    public static void ForbidCascades(this ModelBuilder model)
    {
        foreach (var key in model.Model.GetEntityTypes().SelectMany(type => type.GetDeclaredForeignKeys()))
            key.DeleteBehavior = key.PrincipalToDependent?.IsCollection == true && key.IsRequired
                ? DeleteBehavior.ClientCascade
                : DeleteBehavior.Restrict;
    }

    internal static string ToSnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsUpper(letter) && text.Length > 0)
                text.Append('_');
            text.Append(char.ToLower(letter, CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
