using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace IncidentGraph.Server.Auth.Development;

/// <summary>The key that signs demonstration tokens: made once, kept beside the database, readable by its owner only.</summary>
internal sealed class DevSigningKey(string folder)
{
    public const string FileName = "dev-signing-key";

    private const int Bytes = 32;

    private readonly Lazy<SymmetricSecurityKey> _key = new(() => LoadOrCreate(folder));

    public SymmetricSecurityKey Value => _key.Value;

    private static SymmetricSecurityKey LoadOrCreate(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
            Create(path);

        return new SymmetricSecurityKey(Read(path)) { KeyId = "incidentgraph-dev" };
    }

    // Written aside and moved into place, so that all who start together read the same whole key.
    private static void Create(string path)
    {
        var draft = $"{path}.{Path.GetRandomFileName()}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using (var writer = new StreamWriter(draft, options))
            writer.WriteLine(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Bytes)));

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static byte[] Read(string path)
    {
        var key = new byte[Bytes];
        return Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var read) && read == Bytes
            ? key
            : throw new InvalidOperationException($"{path} does not hold a signing key. Delete it, and the next start makes a new one.");
    }
}
