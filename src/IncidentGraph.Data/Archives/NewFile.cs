namespace IncidentGraph.Data.Archives;

/// <summary>
/// A file that is written aside and then appears whole, never in the place of another. What it holds is private: only its owner
/// may read it.
/// </summary>
public sealed class NewFile : IDisposable
{
    private readonly string _path;
    private readonly FileStream _stream;

    /// <exception cref="ArchiveException">It exists, or cannot be made.</exception>
    public NewFile(string path)
    {
        _path = Path.GetFullPath(path);
        if (Path.Exists(_path))
            throw Exists();

        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite | FileShare.Delete };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            _stream = new FileStream($"{_path}.{Path.GetRandomFileName()}.partial", options);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ArchiveException($"{path} cannot be written: {error.Message}", error);
        }
    }

    /// <summary>Where it is written.</summary>
    public Stream Stream => _stream;

    /// <summary>The path of <see cref="Stream"/>, for who opens it by itself.</summary>
    public string Aside => _stream.Name;

    /// <summary>On the disk for good, and by its name.</summary>
    public void Keep()
    {
        _stream.Flush(flushToDisk: true);
        _stream.Dispose();
        try
        {
            File.Move(Aside, _path, overwrite: false);
        }
        catch (IOException) when (Path.Exists(_path))
        {
            throw Exists();
        }
    }

    /// <summary>Unless it was kept, nothing stays of it.</summary>
    public void Dispose()
    {
        _stream.Dispose();
        File.Delete(Aside);
    }

    private ArchiveException Exists() => new($"{_path} exists already. Name another file.");
}
