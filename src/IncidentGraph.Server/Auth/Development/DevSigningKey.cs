using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace IncidentGraph.Server.Auth.Development;

/// <summary>The key that signs demonstration tokens: made once, kept beside the database, readable by its owner only.</summary>
internal sealed class DevSigningKey(string folder)
{
    public const string FileName = "dev-signing-key";

    private const int Bytes = 32;

    // A key is written in well under a millisecond: who still finds the file taken after all of these has another trouble.
    private const int Tries = 500;
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(10);

    private readonly Lazy<SymmetricSecurityKey> _key = new(() => LoadOrCreate(folder));

    public SymmetricSecurityKey Value => _key.Value;

    private static SymmetricSecurityKey LoadOrCreate(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        using var file = OpenAlone(path);
        if (file.Length == 0)
            Write(file);

        return new SymmetricSecurityKey(Read(file, path)) { KeyId = "incidentgraph-dev" };
    }

    // The open file is the lock: of all who start together, in this process or another, one finds it empty and writes the key. Who is
    // killed before that leaves it empty, for the next.
    private static FileStream OpenAlone(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        for (var left = Tries; ; left--)
        {
            try
            {
                return new FileStream(path, options);
            }
            catch (IOException) when (left > 0)
            {
                Thread.Sleep(_pause);
            }
        }
    }

    private static void Write(FileStream file)
    {
        using (var writer = new StreamWriter(file, leaveOpen: true))
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));
        file.Position = 0;
    }

    private static byte[] Read(FileStream file, string path)
    {
        using var reader = new StreamReader(file, leaveOpen: true);
        var key = new byte[Bytes];
        return Convert.TryFromBase64String(reader.ReadToEnd().Trim(), key, out var read) && read == Bytes
            ? key
            : throw new InvalidOperationException($"{path} does not hold a signing key. Delete it, and the next start makes a new one.");
    }
}
