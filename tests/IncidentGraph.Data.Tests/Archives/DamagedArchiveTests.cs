using System.Text;
using CsCheck;
using IncidentGraph.Data.Archives;
using IncidentGraph.Testing;

namespace IncidentGraph.Data.Tests.Archives;

public sealed class DamagedArchiveTests(DamagedArchiveTests.Target target) : IClassFixture<DamagedArchiveTests.Target>
{
    private const int Tries = 25;

    [Fact]
    public async Task Cut_off_anywhere_it_is_refused_and_nothing_is_stored()
    {
        var whole = await target.FileAsync();
        await Gen.Int[0, whole.Length - 2].SampleAsync(
            async length =>
            {
                await Refused(whole[..length], isPipe: false);
                await Refused(whole[..length], isPipe: true);
            },
            iter: Tries,
            threads: 1);
    }

    [Fact]
    public async Task With_any_byte_changed_it_is_refused_and_nothing_is_stored()
    {
        var whole = await target.FileAsync();
        await Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte[1, 255]).SampleAsync(
            async (at, by) =>
            {
                var changed = whole.ToArray();
                changed[at] ^= by;
                await Refused(changed, isPipe: false);
                await Refused(changed, isPipe: true);
            },
            iter: Tries,
            threads: 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Lines_that_are_missing_twice_or_added_are_named(bool isPipe)
    {
        var lines = Archive.Lines(await target.FileAsync());

        await Refused(Archive.File([.. lines[..5], .. lines[6..]]), isPipe);
        await Refused(Archive.File([.. lines[..5], lines[5], .. lines[5..]]), isPipe);
        Assert.StartsWith($"Line {lines.Length + 1}: ", await Refused(Archive.File([.. lines, lines[^1]]), isPipe), StringComparison.Ordinal);
        Assert.Contains($"after line {lines.Length - 1}", await Refused(Archive.File(lines[..^1]), isPipe), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("{\"incidents\":{}}\n", "no export")]
    [InlineData("\u001f\u008b\u0008\n", "unpacked")]
    [InlineData("[]\n", "no export")]
    public async Task What_is_no_export_is_told(string text, string message) =>
        Assert.Contains(message, await Refused(Encoding.Latin1.GetBytes(text), isPipe: true), StringComparison.Ordinal);

    [Fact]
    public async Task A_line_without_end_is_not_collected()
    {
        var endless = new byte[40 << 20];
        endless.AsSpan().Fill((byte)' ');

        Assert.Contains("longer than", await Refused(endless, isPipe: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"formatVersion\":1", "\"formatVersion\":2", "format 2")]
    [InlineData("\"schema\":\"", "\"schema\":\"Tomorrow", "\"Tomorrow")]
    [InlineData("\"name\":\"title\"", "\"name\":\"headline\"", "incidents.title")]
    [InlineData("{\"name\":\"title\"", "{\"name\":\"colour\",\"kind\":\"text\"},{\"name\":\"title\"", "incidents.colour")]
    [InlineData("{\"name\":\"title\"", "{\"name\":\"title\",\"kind\":\"text\"},{\"name\":\"title\"", "twice")]
    [InlineData("\"kind\":\"time\"", "\"kind\":\"era\"", "header cannot be read")]
    public async Task A_header_that_is_not_of_this_program_says_what_to_do(string said, string instead, string message)
    {
        var lines = Archive.Lines(await target.FileAsync());
        Assert.Contains(said, lines[0], StringComparison.Ordinal);
        var at = lines[0].LastIndexOf(said, StringComparison.Ordinal);
        if (said.Contains("title", StringComparison.Ordinal))
            at = lines[0].IndexOf(said, lines[0].IndexOf("\"name\":\"incidents\"", StringComparison.Ordinal), StringComparison.Ordinal);
        lines[0] = $"{lines[0][..at]}{instead}{lines[0][(at + said.Length)..]}";

        Assert.Contains(message, await Refused(Archive.File(lines), isPipe: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"declared_at\":\"20", "\"declared_at\":\"19xx", "\"declared_at\" is not of the kind time")]
    [InlineData("\"title\":\"", "\"colour\":\"", "no column \"colour\"")]
    [InlineData("\"title\":\"", "\"summary\":\"", "refused these rows")]
    public async Task A_row_that_does_not_fit_is_named_by_its_line(string said, string instead, string message)
    {
        var lines = Archive.Lines(await target.FileAsync());
        var line = Array.FindIndex(lines, text => text.StartsWith("{\"incidents\":", StringComparison.Ordinal));
        lines[line] = lines[line].Replace(said, instead, StringComparison.Ordinal);

        var refusal = await Refused(Archive.File(lines), isPipe: true);

        Assert.Contains(message, refusal, StringComparison.Ordinal);
        Assert.Matches($"^Lines? {line + 1}\\b", refusal);
    }

    private async Task<string> Refused(byte[] file, bool isPipe)
    {
        var refusal = await Assert.ThrowsAsync<ArchiveException>(() => target.Host.Restore(file, isPipe));
        Assert.Equal(target.Before, Archive.Rows(await target.Host.Export()));
        Assert.DoesNotContain('\n', refusal.Message);
        return refusal.Message;
    }

    /// <summary>One fresh database, which all refusals leave as it is.</summary>
    public sealed class Target : IAsyncLifetime
    {
        private readonly Lazy<Task<byte[]>> _file = new(Archive.MakeAsync);

        private TestDatabase? _database;
        private DataHost? _host;

        public string[] Before { get; private set; } = [];

        internal DataHost Host => _host ?? throw new InvalidOperationException("Not started.");

        public Task<byte[]> FileAsync() => _file.Value;

        public async Task InitializeAsync()
        {
            _database = await TestDatabase.CreateAsync(DatabaseProvider.Sqlite);
            _host = new DataHost(_database);
            Before = Archive.Rows(await _host.Export());
        }

        public async Task DisposeAsync()
        {
            await Host.DisposeAsync();
            await _database!.DisposeAsync(); // Started.
        }
    }
}
