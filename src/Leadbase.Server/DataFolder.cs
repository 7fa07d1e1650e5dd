namespace Leadbase.Server;

/// <summary>The folder of SQLite files, key and certificates.</summary>
internal static class DataFolder
{
    /// <summary>Creates it for its owner only: people's data is nobody else's business. A folder that exists keeps its mode.</summary>
    public static void Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
