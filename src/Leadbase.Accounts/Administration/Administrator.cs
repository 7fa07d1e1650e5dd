namespace Leadbase.Accounts;

/// <summary>Who changes an instance; the audit log keeps the name.</summary>
/// <param name="Instance">What is administered.</param>
/// <param name="Name">A user id, or one of the names below.</param>
public sealed record Administrator(Instance Instance, string Name)
{
    /// <summary>Whoever may run commands on the server's machine.</summary>
    public const string CommandLine = "command line";

    /// <summary>The server itself, for example when it prepares a sandbox.</summary>
    public const string Server = "server";

    /// <summary>An instance alone is administered by the server itself.</summary>
    public static implicit operator Administrator(Instance instance) => FromInstance(instance);

    /// <summary>An instance alone is administered by the server itself.</summary>
    public static Administrator FromInstance(Instance instance) => new(instance, Server);
}
