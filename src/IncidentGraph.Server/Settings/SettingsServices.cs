using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace IncidentGraph.Server.Settings;

/// <summary>The one way from the configuration to the classes that hold settings.</summary>
internal static class SettingsServices
{
    /// <summary>Reads a section of <see cref="SettingsSections"/>; its class may be asked for as it is.</summary>
    public static OptionsBuilder<TOptions> AddSettings<TOptions>(this IServiceCollection services)
        where TOptions : class
    {
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<TOptions>>().Value);
        return services.AddOptions<TOptions>().BindConfiguration(SettingsSections.NameOf(typeof(TOptions))).ValidateOnStart();
    }

    /// <summary>For what has to be known before there are services.</summary>
    public static TOptions ReadSettings<TOptions>(this IConfiguration configuration)
        where TOptions : class, new() => configuration.GetSection(SettingsSections.NameOf(typeof(TOptions))).Get<TOptions>() ?? new();

    /// <summary>Call first: a value that cannot be read must not be met half-way.</summary>
    /// <exception cref="OptionsValidationException">Names every key that is wrong, its value, and what it may be.</exception>
    public static void CheckSettings(this IConfiguration configuration)
    {
        List<string> problems = [.. new SettingsCheck(configuration).Problems()];
        if (problems.Count > 0)
            throw new OptionsValidationException(nameof(SettingsSections), typeof(SettingsSections), problems);
    }
}
