namespace Leadbase.Marketing.Redirects;

/// <summary>What a redirect rule is ("Landing Page Redirect Rules").</summary>
public sealed record RedirectDocument
{
    /// <summary>The type of an end that is a landing page of the instance.</summary>
    public const string Page = "landingPageId";

    /// <summary>The type of a beginning that is no page of the instance.</summary>
    public const string Path = "path";

    /// <summary>The type of a destination that is no page of the instance.</summary>
    public const string Url = "url";

    /// <summary>The host name that it holds for.</summary>
    public string Hostname { get; init; } = "";

    /// <summary>From where it leads: <see cref="Page"/> or <see cref="Path"/>.</summary>
    public RedirectEnd From { get; init; } = new(Path, "");

    /// <summary>Where it leads: <see cref="Page"/> or <see cref="Url"/>.</summary>
    public RedirectEnd To { get; init; } = new(Url, "");

    /// <summary>What no two rules have the same of.</summary>
    public string Key => $"{Hostname}|{From.Type}|{From.Value}".ToLowerInvariant();
}

/// <summary>An end of a rule.</summary>
/// <param name="Type">landingPageId, path or url.</param>
/// <param name="Value">The id of the page, the path without its first slash, or the address.</param>
public sealed record RedirectEnd(string Type, string Value);
