using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using IncidentGraph.Server.Settings;
using IncidentGraph.Server.Tests.Architecture;
using Microsoft.Extensions.Configuration;

namespace IncidentGraph.Server.Tests.Settings;

public sealed class SettingsCheckTests
{
    /// <summary>What reads the configuration, and who may: the sections' own reader, and what is known only before there are services.</summary>
    private static readonly string[] Reading = ["BindConfiguration", "GetSection", "GetValue", "GetRequiredSection", "Bind", "Get", "get_Item"];

    public static TheoryData<string, string> Impossible
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (var (key, property) in Plain())
            {
                foreach (var value in ImpossibleFor(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType))
                    data.Add(key, value);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Impossible))]
    public void What_a_setting_cannot_be_is_refused_with_its_key_its_value_and_what_it_may_be(string key, string value)
    {
        var problem = Assert.Single(Problems((key, value)));

        Assert.Matches($"^{key} is \"{value}\"; it must be (a whole number from -?\\d+ to \\d+|a time from [\\d.:]+ to [\\d.:]+, as d.hh:mm:ss|true or false|one of \\w+(, \\w+)+)\\.$", problem);
    }

    [Fact]
    public void Every_number_and_time_has_limits() =>
        House.AssertNone(Plain()
            .Where(setting => setting.Property.PropertyType == typeof(int) || setting.Property.PropertyType == typeof(TimeSpan))
            .Where(setting => setting.Property.GetCustomAttribute<RangeAttribute>() is null)
            .Select(setting => setting.Key));

    [Fact]
    public void Every_default_is_possible()
    {
        var defaults =
            from section in SettingsSections.All
            let options = Activator.CreateInstance(section.Options)
            from property in SettingProperties.Of(section.Options)
            where SettingValue.IsPlain(property.PropertyType)
            let value = property.GetValue(options)
            where value is not null && value as string != "" // what has no default has to be set
            select ($"{section.Name}:{property.Name}", Convert.ToString(value, CultureInfo.InvariantCulture));

        Assert.Empty(Problems([.. defaults]));
    }

    [Theory]
    [InlineData("Transport:MaxBodyBites", "1", "Transport:MaxBodyBites is no setting; the nearest is Transport:MaxBodyBytes.")]
    [InlineData("live:resumewindows", "1", "Live:resumewindows is no setting; the nearest is Live:ResumeWindow.")]
    [InlineData("Shutdown:Whatever:0", "1", "Shutdown:Whatever is no setting; the nearest is Shutdown:Delay.")]
    [InlineData("Auth:Roles:Amdin:0", "sre", "Auth:Roles:Amdin is no setting; the nearest is Auth:Roles:Admin.")]
    [InlineData("Transprot:Retry", "1", "Transprot:Retry is no setting; the nearest is Transport:Retry.")]
    [InlineData("Authentication:Schemes:Bearer:ValidAudiance", "x", "Authentication:Schemes:Bearer:ValidAudiance is no setting; the nearest is Authentication:Schemes:Bearer:ValidAudience.")]
    [InlineData("GraphQL:MaxFields:0", "1", "GraphQL:MaxFields is one value; GraphQL:MaxFields:0 is no setting.")]
    [InlineData("Transport:AllowedOrigins", "https://a.example", "Transport:AllowedOrigins is a list: set Transport:AllowedOrigins:0, Transport:AllowedOrigins:1 and so on.")]
    [InlineData("Transport:AllowedOrigins:1", "a.example/x", "Transport:AllowedOrigins:1 is \"a.example/x\"; it must be an origin such as https://status.example.com, or *.")]
    [InlineData("Auth:NameClaim", "", "Auth:NameClaim is \"\"; it must be some text.")]
    [InlineData("Transport:BrowserPath", "/x", "Transport:BrowserPath is no setting; the nearest is Transport:MaxBatch.")]
    [InlineData("Authentication:Schemes:Bearer:Authority", "id.example", "Authentication:Schemes:Bearer:Authority is \"id.example\"; it must be an address that begins with https:// or http://.")]
    [InlineData("Transport:SendTimeout", "10", "Transport:SendTimeout is \"10\"; it must be a time from 00:00:00.1000000 to 01:00:00, as d.hh:mm:ss.")]
    public void A_slip_is_named_with_what_was_meant(string key, string value, string problem) =>
        Assert.Equal(problem, Assert.Single(Problems((key, value))));

    [Theory]
    [InlineData("Authentication:Schemes:Bearer:SigningKeys:0:Value", "not base64", "Base64 of at least 16 bytes")]
    [InlineData("Authentication:Schemes:Bearer:SigningKeys:0:Value", "c2hvcnQ=", "Base64 of at least 16 bytes")]
    [InlineData("Telemetry:MetricsToken", "too short", "16 or more characters of ASCII, without spaces")]
    [InlineData("Telemetry:MetricsToken", "long enough, with spaces", "16 or more characters of ASCII, without spaces")]
    public void A_secret_is_not_repeated(string key, string value, string allowed) =>
        Assert.Equal($"{key} holds something else; it must be {allowed}.", Assert.Single(Problems((key, value))));

    [Theory]
    [InlineData("Kestrel:Endpoints:Http:Url", "http://x")]
    [InlineData("Logging:LogLevel:Default", "Debug")]
    [InlineData("Authentication:Schemes:Bearer:SaveToken", "true")]
    [InlineData("LIVE", "somebody else's variable")]
    [InlineData("PATH:X", "1")]
    [InlineData("Ide:Enabled", "")]
    [InlineData("Transport:AllowedOrigins:0", "https://status.example.com/")]
    [InlineData("Transport:AllowedOrigins:0", "http://[::1]:8080")]
    public void What_belongs_to_others_or_is_right_is_let_pass(string key, string value) => Assert.Empty(Problems((key, value)));

    [Fact]
    public void Nothing_is_read_from_the_configuration_unchecked()
    {
        string[] readers = ["IncidentGraph.Server.Settings.", "IncidentGraph.Data.DatabaseOptionsReader", "IncidentGraph.Server.Startup.QuietStart"];
        var others = House.Calls(House.All)
            .Where(c => Reading.Contains(c.Called.Name) && IsConfiguration(c.Called.DeclaringType.FullName))
            .Select(c => c.Caller)
            .Where(caller => !readers.Any(reader => caller.StartsWith(reader, StringComparison.Ordinal)));

        House.AssertNone(others);
    }

    private static bool IsConfiguration(string type) =>
        type.StartsWith("Microsoft.Extensions.Configuration.", StringComparison.Ordinal)
        || type is "Microsoft.Extensions.DependencyInjection.OptionsBuilderConfigurationExtensions" or "Microsoft.Extensions.DependencyInjection.OptionsConfigurationServiceCollectionExtensions";

    private static IEnumerable<(string Key, PropertyInfo Property)> Plain() =>
        from section in SettingsSections.All
        from property in SettingProperties.Of(section.Options)
        where property.PropertyType.IsValueType
        select ($"{section.Name}:{property.Name}", property);

    private static string[] ImpossibleFor(Type type) => type switch
    {
        _ when type == typeof(int) => ["many", "-1", "1.5", "99999999999", "2147483647"],
        _ when type == typeof(TimeSpan) => ["soon", "-00:00:01", "99999.00:00:00", "7 days"],
        _ when type == typeof(bool) => ["perhaps", "1"],
        { IsEnum: true } => ["Nothing", "0", "7"],
        _ => throw new NotSupportedException(type.Name),
    };

    private static List<string> Problems(params (string Key, string? Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, s.Value))).Build();
        return [.. new SettingsCheck(configuration).Problems()];
    }
}
