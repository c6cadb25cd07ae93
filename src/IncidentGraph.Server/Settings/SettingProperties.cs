using System.ComponentModel;
using System.Reflection;

namespace IncidentGraph.Server.Settings;

/// <summary>The properties of a class that are settings.</summary>
internal static class SettingProperties
{
    /// <summary>All but those marked <c>[Bindable(false)]</c>, which the program sets itself.</summary>
    public static IReadOnlyList<PropertyInfo> Of(Type options) =>
    [
        .. options.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.GetCustomAttribute<BindableAttribute>() is not { Bindable: false }),
    ];

    /// <summary>The type of a list's elements; null when it is none.</summary>
    public static Type? ElementOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IList<>) ? type.GetGenericArguments()[0] : null;

    /// <summary>The enum whose names are the keys; null when it is no dictionary.</summary>
    public static Type? KeyOf(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IDictionary<,>) ? type.GetGenericArguments()[0] : null;
}
