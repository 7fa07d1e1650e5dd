using Leadbase.Accounts;

namespace Leadbase.Server;

/// <summary>The server's key: from configuration, or, in a sandbox, from a file of its own in the data folder.</summary>
internal static class KeyFile
{
    /// <exception cref="AdministrationException">Production has no key, or the key is malformed.</exception>
    public static string Read(ServerOptions options)
    {
        var key = options.Key is { Length: > 0 } configured ? configured : ReadFile(options);
        if (!IsKey(key)) throw new AdministrationException("The key must be 32 bytes in base 64, as `openssl rand -base64 32` prints.");
        return key;
    }

    private static string ReadFile(ServerOptions options)
    {
        if (!options.Sandbox)
        {
            throw new AdministrationException(
                "Production needs a key that encrypts secrets and tokens. Make one with `openssl rand -base64 32`, keep it safe, and set it as Leadbase__Key.");
        }
        var path = Path.Combine(options.Data, "key");
        if (File.Exists(path)) return File.ReadAllText(path);
        DataFolder.Create(options.Data);
        return Create(path);
    }

    // Written beside its place and then moved there: a start that is cut off leaves no half of a key, and no other
    // process reads one.
    private static string Create(string path)
    {
        var draft = $"{path}.{Guid.NewGuid():N}";
        var settings = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.WriteThrough };
        if (!OperatingSystem.IsWindows()) settings.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var key = SecretBox.NewKey();
        using (var writer = new StreamWriter(draft, settings)) writer.WriteLine(key);
        try
        {
            File.Move(draft, path);
            return key;
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process has made it in the meantime.
            File.Delete(draft);
            return File.ReadAllText(path);
        }
    }

    private static bool IsKey(string key)
    {
        Span<byte> bytes = stackalloc byte[64];
        return Convert.TryFromBase64String(key.Trim(), bytes, out var length) && length == 32;
    }
}
