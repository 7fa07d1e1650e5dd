using System.Runtime.CompilerServices;

namespace Leadbase.Tests.Browser;

/// <summary>A test in a real browser; where none is configured it shows up as skipped, never as green.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BrowserFactAttribute : FactAttribute
{
    public const string Variable = "LEADBASE_TEST_CHROMIUM";

    public BrowserFactAttribute([CallerFilePath] string? sourceFilePath = null, [CallerLineNumber] int sourceLineNumber = -1)
        : base(sourceFilePath, sourceLineNumber)
    {
        if (Executable is null) Skip = $"No browser: set {Variable} to the path of Chromium, for example /usr/bin/chromium.";
    }

    public static string? Executable => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? path : null;
}
