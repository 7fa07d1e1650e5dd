using System.Globalization;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.PublicSites;

namespace Leadbase.Marketing.Redirects;

/// <summary>The parameters of a redirect rule.</summary>
internal static class RedirectInput
{
    private const int MaxHost = 255;
    private const int MaxValue = 2_000;

    /// <summary>The rule with what a call gives.</summary>
    public static async Task<Outcome<RedirectDocument>> ReadAsync(AssetCall assets, RedirectDocument rule)
    {
        if (AssetInput.Text(assets.Call, "hostname") is { } host)
        {
            if (host.Length is 0 or > MaxHost || !await IsKnownAsync(assets, host)) return AssetErrors.Rule("the hostname is neither a branding domain nor an alias");
            rule = rule with { Hostname = host.ToLowerInvariant() };
        }
        var from = await EndAsync(assets, "redirectFrom", RedirectDocument.Path, rule.From);
        if (from.Value is not { } beginning) return from.Error!.Value;
        var to = await EndAsync(assets, "redirectTo", RedirectDocument.Url, rule.To);
        if (to.Value is not { } destination) return to.Error!.Value;
        if (beginning == destination) return AssetErrors.Rule("a page cannot lead to itself");
        return rule with { From = beginning, To = destination };
    }

    private static async Task<bool> IsKnownAsync(AssetCall assets, string host) =>
        host.Equals(PublicAddress.HostOf(assets.Instance, assets.Call.Http.Request), StringComparison.OrdinalIgnoreCase)
        || await AssetStore.FindByNameAsync(assets.Session, AssetType.Domain, host) is not null;

    private static async Task<Outcome<RedirectEnd>> EndAsync(AssetCall assets, string parameter, string otherType, RedirectEnd before)
    {
        if (!AssetInput.TryJson(assets.Call, parameter, out var json, out var error)) return error;
        if (json is not { } end) return before;
        if (end.ValueKind != JsonValueKind.Object || !end.TryGetProperty("type", out var type) || !end.TryGetProperty("value", out var value)
            || value.ValueKind is not (JsonValueKind.String or JsonValueKind.Number))
        {
            return Errors.InvalidValue(AssetInput.Text(assets.Call, parameter)!, "object of type and value");
        }
        var (kind, text) = (type.ToString(), value.ToString());
        if (kind == RedirectDocument.Page)
        {
            if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return Errors.InvalidValue(text, "Integer");
            return await assets.VisibleAsync(AssetType.LandingPage, id) is null ? AssetErrors.Rule($"there is no landing page {id}") : new RedirectEnd(kind, id.ToString(CultureInfo.InvariantCulture));
        }
        if (kind != otherType) return Errors.InvalidValue(kind, $"{RedirectDocument.Page} or {otherType}");
        return IsAddress(otherType, text) ? new RedirectEnd(kind, text) : Errors.InvalidValue(text, otherType);
    }

    // A destination is put into a header: what a browser would run, or what ends the line, is none.
    private static bool IsAddress(string type, string text)
    {
        if (text.Length is 0 or > MaxValue || text.Any(c => char.IsControl(c) || c == ' ')) return false;
        if (type == RedirectDocument.Path) return !text.StartsWith("//", StringComparison.Ordinal);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return !text.Contains("://", StringComparison.Ordinal) ? colon < 0 || text[..colon].Contains('.', StringComparison.Ordinal)
            : Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
    }
}
