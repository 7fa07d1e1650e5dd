using System.Globalization;
using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Marketing.LandingPages;

namespace Leadbase.Marketing.Redirects;

/// <summary>The operations of redirect rules and of the domains they hold for ("Landing Page Redirect Rules").</summary>
internal static class RedirectRules
{
    /// <summary>Maps them.</summary>
    public static Routes MapRedirects(this Routes routes) => routes
        .Map("getLandingPageRedirectRuleByIdUsingGET", Get)
        .Map("getLandingPageRedirectRulesUsingGET", Browse)
        .Map("createLandingPageRedirectRuleUsingPOST", Create)
        .Map("updateLandingPageRedirectRuleUsingPOST", Update)
        .Map("deleteLandingPageRedirectRuleUsingPOST", ChangeAssets.Delete(RedirectKind.Instance))
        .Map("getLandingPageDomainsUsingGET", Domains);

    private static readonly Handler Get = call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!AssetCall.TryId(call, 0, out var id, out var error)) return error;
        return await assets.VisibleAsync(AssetType.RedirectRule, id) is { } rule ? await WriteAsync(assets, [rule]) : Answer.Warn(AssetErrors.NothingFound);
    });

    private static readonly Handler Browse = call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!AssetPage.TryRead(call, out var page, out var error)) return error;
        if (!AssetInput.TryTime(call, "earliestUpdatedAt", out var earliest, out error) || !AssetInput.TryTime(call, "latestUpdatedAt", out var latest, out error)) return error;
        if (!AssetInput.TryNumber(call, "redirectTolandingPageId", out var to, out error)) return error;
        var marks = new List<string>();
        if (AssetInput.Text(call, "hostname") is { Length: > 0 } host) marks.Add(RedirectKind.HostMark(host));
        if (to is { } landingPage) marks.Add(RedirectKind.EndMark(new(RedirectDocument.Page, landingPage.ToString(CultureInfo.InvariantCulture))));
        if (AssetInput.Text(call, "redirectToPath") is { Length: > 0 } path) marks.Add(RedirectKind.EndMark(new(RedirectDocument.Url, path)));
        var query = assets.Query(AssetType.RedirectRule) with { Earliest = earliest, Latest = latest, Marks = marks };
        return await WriteAsync(assets, await query.RunAsync(assets.Session, page.Offset, page.MaxReturn));
    });

    private static readonly Handler Create = call => WritingAsync(call, async assets =>
    {
        foreach (var parameter in (string[])["hostname", "redirectFrom", "redirectTo"])
        {
            if (AssetInput.Required(call, parameter).Error is { } blank) return blank;
        }
        var read = await RedirectInput.ReadAsync(assets, new());
        if (read.Value is not { } rule) return read.Error!.Value;
        var asset = RedirectKind.Instance.With(new Asset { Type = AssetType.RedirectRule, Name = rule.Key, CreatedAt = assets.Now }, rule, assets.Now);
        return await AssetNames.TakeAsync(assets, RedirectKind.Instance, asset) is { } taken ? taken : await AssetWriter.InsertAsync(assets.Session, RedirectKind.Instance, asset);
    });

    private static readonly Handler Update = call => WritingAsync(call, async assets =>
    {
        var found = await assets.FindAsync(RedirectKind.Instance);
        if (found.Value is not { } before) return found;
        var read = await RedirectInput.ReadAsync(assets, RedirectKind.Instance.Working(before));
        if (read.Value is not { } rule) return read.Error!.Value;
        var asset = RedirectKind.Instance.With(before with { Name = rule.Key }, rule, assets.Now);
        return await AssetNames.TakeAsync(assets, RedirectKind.Instance, asset) is { } taken ? taken : await AssetWriter.UpdateAsync(assets.Session, RedirectKind.Instance, asset);
    });

    private static readonly Handler Domains = call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!AssetPage.TryRead(call, out var page, out var error)) return error;
        var domains = await assets.Query(AssetType.Domain).RunAsync(assets.Session, page.Offset, page.MaxReturn);
        foreach (var domain in domains)
        {
            var isAlias = domain.ReadApproved<DomainDocument>() is { Type: "Alias" };
            call.Result.WriteStartObject();
            call.Result.WriteString("hostname"u8, domain.Name);
            call.Result.WriteString("type"u8, isAlias ? "domain-alias"u8 : "domain"u8);
            call.Result.WriteEndObject();
        }
        return domains.Count > 0 ? Answer.Success : Answer.Warn(AssetErrors.NothingFound);
    });

    // The answer tells addresses of pages, which are read once the change is kept.
    private static async ValueTask<Answer> WritingAsync(Call call, Func<AssetCall, Task<Outcome<Asset>>> change)
    {
        Asset? changed = null;
        var answer = await AssetCall.ChangeAsync(call, change, (_, view) => changed = view.Asset);
        return changed is { } rule ? await AssetCall.ReadAsync(call, assets => WriteAsync(assets, [rule])) : answer;
    }

    private static async Task<Answer> WriteAsync(AssetCall assets, List<Asset> rules)
    {
        foreach (var asset in rules)
        {
            var rule = RedirectKind.Instance.Working(asset);
            var json = assets.Call.Result;
            json.WriteStartObject();
            json.WriteNumber("id"u8, asset.Id);
            json.WriteString("redirectFromUrl", await UrlOfAsync(assets, rule.Hostname, rule.From));
            json.WriteString("hostname"u8, rule.Hostname);
            WriteEnd(json, "redirectFrom"u8, rule.From);
            WriteEnd(json, "redirectTo"u8, rule.To);
            json.WriteString("redirectToUrl", await UrlOfAsync(assets, rule.Hostname, rule.To));
            AssetTime.Write(json, "createdAt"u8, asset.CreatedAt);
            AssetTime.Write(json, "updatedAt"u8, asset.UpdatedAt);
            json.WriteEndObject();
        }
        return rules.Count > 0 ? Answer.Success : Answer.Warn(AssetErrors.NothingFound);
    }

    private static void WriteEnd(Utf8JsonWriter json, ReadOnlySpan<byte> member, RedirectEnd end)
    {
        json.WriteStartObject(member);
        json.WriteString("type"u8, end.Type);
        if (end.Type == RedirectDocument.Page) json.WriteNumber("value"u8, long.Parse(end.Value, CultureInfo.InvariantCulture));
        else json.WriteString("value"u8, end.Value);
        json.WriteEndObject();
    }

    private static async Task<string> UrlOfAsync(AssetCall assets, string host, RedirectEnd end)
    {
        if (end.Type == RedirectDocument.Url) return end.Value;
        var origin = $"{assets.Call.Http.Request.Scheme}://{host}";
        if (end.Type == RedirectDocument.Path) return $"{origin}/{end.Value.TrimStart('/')}";
        var page = await AssetStore.FindAsync(assets.Session, AssetType.LandingPage, long.Parse(end.Value, CultureInfo.InvariantCulture));
        return page is null ? origin : $"{origin}/{PageKind.Instance.Working(page).UrlPageName}.html";
    }
}
