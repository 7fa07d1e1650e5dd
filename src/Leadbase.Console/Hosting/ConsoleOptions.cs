namespace Leadbase.Console;

/// <summary>How a server serves its console.</summary>
/// <param name="AnyHost">Whether host names other than loopback ones and the instances' own are answered; false in a sandbox.</param>
public sealed record ConsoleOptions(bool AnyHost = false);
