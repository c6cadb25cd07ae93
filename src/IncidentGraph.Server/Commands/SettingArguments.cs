namespace IncidentGraph.Server.Commands;

/// <summary>
/// Settings on the command line, as ASP.NET Core takes them: <c>--Section:Key=value</c> or <c>--Section:Key value</c>, and
/// the few of the host that belong to no section. They may stand anywhere and are no part of a command, whose own options
/// begin in lower case.
/// </summary>
/// <param name="Settings">For the configuration.</param>
/// <param name="Rest">The command with its own options and arguments.</param>
internal sealed record SettingArguments(string[] Settings, string[] Rest)
{
    private const string EndOfOptions = "--";

    private static readonly HashSet<string> _hostSettings = new(StringComparer.OrdinalIgnoreCase)
    {
        "urls", "environment", "contentRoot", "webRoot", "applicationName", "http_ports", "https_ports", "preferHostingUrls",
        "allowedHosts", "shutdownTimeoutSeconds", "detailedErrors", "captureStartupErrors", "suppressStatusMessages",
    };

    public static SettingArguments Split(IReadOnlyList<string> arguments)
    {
        var settings = new List<string>();
        var rest = new List<string>();
        for (var i = 0; i < arguments.Count; i++)
        {
            if (arguments[i] == EndOfOptions)
            {
                rest.AddRange(arguments.Skip(i));
                break;
            }

            if (!IsSetting(arguments[i]))
            {
                rest.Add(arguments[i]);
                continue;
            }

            settings.Add(arguments[i]);
            if (!arguments[i].Contains('=', StringComparison.Ordinal) && i + 1 < arguments.Count)
                settings.Add(arguments[++i]);
        }

        return new([.. settings], [.. rest]);
    }

    private static bool IsSetting(string argument)
    {
        if (!argument.StartsWith(EndOfOptions, StringComparison.Ordinal))
            return false;
        var parts = argument[EndOfOptions.Length..].Split('=', 2);
        var (key, hasValue) = (parts[0], parts.Length > 1);
        return key.Contains(':', StringComparison.Ordinal)
            || _hostSettings.Contains(key)
            || (hasValue && char.IsAsciiLetterUpper(key.FirstOrDefault())); // a section, or a setting of none
    }
}
