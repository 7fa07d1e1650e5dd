using System.Text;
using System.Text.RegularExpressions;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.LandingPages;

/// <summary>The metadata of landing pages ("Landing Pages", Create and Update).</summary>
internal static partial class PageSettings
{
    /// <summary>Characters of what goes into the head, at most.</summary>
    private const int MaxHead = 65_536;

    /// <summary>Characters of a title, keywords or the like, at most.</summary>
    private const int MaxText = 2_000;

    /// <summary>The page with the settings that a call gives.</summary>
    public static Outcome<PageDocument> Read(Call call, PageDocument page)
    {
        if (!AssetInput.TryFlag(call, "mobileEnabled", out var mobile, out var error)) return error;
        if (!AssetInput.TryFlag(call, "formPrefill", out var prefill, out error) || (prefill is null && !AssetInput.TryFlag(call, "prefillForm", out prefill, out error))) return error;
        if (mobile == true && page.IsGuided) return AssetErrors.Rule("only free-form pages have a view for phones");
        foreach (var (name, max) in ((string, int)[])[("title", MaxText), ("keywords", MaxText), ("metaTagsDescription", MaxText), ("robots", 255), ("customHeadHTML", MaxHead), ("facebookOgTags", MaxHead), ("styleOverRide", MaxHead)])
        {
            if (AssetInput.Text(call, name) is { } text && (text.Length > max || text.Contains('\0', StringComparison.Ordinal))) return AssetErrors.Rule($"{name} has at most {max} characters");
        }
        var changed = page with
        {
            Title = AssetInput.Text(call, "title") ?? page.Title,
            Keywords = AssetInput.Text(call, "keywords") ?? page.Keywords,
            MetaTagsDescription = AssetInput.Text(call, "metaTagsDescription") ?? page.MetaTagsDescription,
            Robots = AssetInput.Text(call, "robots") is { Length: > 0 } robots ? robots : page.Robots,
            CustomHeadHtml = AssetInput.Text(call, "customHeadHTML") ?? page.CustomHeadHtml,
            FacebookOgTags = AssetInput.Text(call, "facebookOgTags") ?? page.FacebookOgTags,
            StyleOverRide = AssetInput.Text(call, "styleOverRide") ?? page.StyleOverRide,
            MobileEnabled = mobile ?? page.MobileEnabled,
            FormPrefill = prefill ?? page.FormPrefill,
        };
        return changed == page ? page : changed;
    }

    /// <summary>The page under a name in URLs that no other page has.</summary>
    /// <param name="call">The call.</param>
    /// <param name="asset">The page's asset.</param>
    /// <param name="page">The page.</param>
    /// <param name="wanted">The name that is asked for; null for one made of the asset's name, with a number where it is taken.</param>
    public static async Task<Outcome<PageDocument>> NameAsync(AssetCall call, Asset asset, PageDocument page, string? wanted)
    {
        if (wanted is { Length: > 0 })
        {
            if (wanted.EndsWith(".html", StringComparison.OrdinalIgnoreCase)) wanted = wanted[..^5];
            if (!UrlName().IsMatch(wanted)) return AssetErrors.Rule("a URL page name has letters, digits, - _ and full stops");
            return await PageNames.TakeAsync(call.Session, asset.Id, wanted) ? page with { UrlPageName = wanted } : AssetErrors.Rule($"the URL page name '{wanted}' is already in use");
        }
        var free = page.UrlPageName;
        for (var i = 1; !await PageNames.TakeAsync(call.Session, asset.Id, free); i++) free = $"{page.UrlPageName}-{i}";
        return page with { UrlPageName = free };
    }

    /// <summary>A name for URLs, made of the name of an asset.</summary>
    public static string NameOf(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterOrDigit(c) || c is '_' or '.') text.Append(c);
            else if (text.Length > 0 && text[^1] != '-') text.Append('-');
        }
        var made = text.ToString().Trim('-', '.');
        return made.Length == 0 ? "page" : made[..Math.Min(made.Length, 200)];
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,199}$")]
    private static partial Regex UrlName();
}
