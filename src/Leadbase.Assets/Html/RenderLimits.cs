namespace Leadbase.Assets.Html;

/// <summary>What a document may become when it is rendered; one that would become more is refused.</summary>
public static class RenderLimits
{
    /// <summary>The longest rendered text, in characters.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    /// <summary>The most tokens that are put in, those in the values of others included.</summary>
    public const int MaxTokens = 50_000;

    /// <summary>How deep tokens may be in the values of others.</summary>
    public const int MaxDepth = 8;
}
