using System.Globalization;
using System.Text.Json;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.Campaigns;
using Leadbase.Marketing.Emails;
using Leadbase.Marketing.EmailTemplates;
using Leadbase.Marketing.Folders;
using Leadbase.Marketing.Forms;
using Leadbase.Marketing.LandingPages;
using Leadbase.Marketing.LandingPageTemplates;
using Leadbase.Marketing.Lists;
using Leadbase.Marketing.Programs;
using Leadbase.Marketing.Snippets;
using Leadbase.Tests.Http.Assets.Emails;
using Leadbase.Tests.Http.Leads;
using Leadbase.Tests.Http.Marketing;

namespace Leadbase.Tests.Http.Assets;

/// <summary>How a type of assets is met through HTTP, so that tests of the lifecycle run over every type.</summary>
/// <param name="Name">The type's name in the catalogue's paths.</param>
/// <param name="Collection">The path of browse and create, without <c>.json</c>.</param>
/// <param name="Item">The path of one, up to its id.</param>
/// <param name="Folder">A folder that it may be in.</param>
/// <param name="OtherFolder">A folder of another kind, where it may not be.</param>
/// <param name="Life">The operations that it has.</param>
internal sealed record LifecycleSample(string Name, string Collection, string Item, long Folder, long OtherFolder, AssetOperations Life)
{
    /// <summary>What a creation needs besides name and folder; it may first make what the asset needs, for example a template.</summary>
    public Func<ApiClient, Task<(string Name, string Value)[]>> ExtraAsync { get; init; } = _ => Task.FromResult<(string, string)[]>([]);

    /// <summary>The parameter that names the folder.</summary>
    public string FolderParameter { get; init; } = "folder";

    /// <summary>Makes a new asset fit to be approved, where a creation alone does not.</summary>
    public Func<ApiClient, long, Task> ReadyAsync { get; init; } = (_, _) => Task.CompletedTask;

    /// <summary>Whether the type has drafts and approval.</summary>
    public bool HasApproval => Life.Approve is not null;

    /// <summary>Makes the working document differ, by whatever operation the type has for it; null when it has none.</summary>
    public Func<ApiClient, long, string, Task<Reply>>? EditAsync { get; init; }

    /// <summary>Whether the document of a copy has something of its own: the name in its address.</summary>
    public bool CopyHasOwnParts { get; init; }

    /// <summary>Every type.</summary>
    public static readonly LifecycleSample[] All =
    [
        new("folder", "/rest/asset/v1/folders", "/rest/asset/v1/folder", 4, 5, FolderRoutes.Life) { FolderParameter = "parent" },
        new("program", "/rest/asset/v1/programs", "/rest/asset/v1/program", 4, 21, ProgramRoutes.Life)
        {
            ExtraAsync = _ => Task.FromResult<(string, string)[]>([("type", "Default"), ("channel", "Advertising")]),
        },
        new("snippet", "/rest/asset/v1/snippets", "/rest/asset/v1/snippet", 26, 21, SnippetRoutes.Life)
        {
            EditAsync = (api, id, text) => api.PostFormAsync($"/rest/asset/v1/snippet/{id}/content.json", ("type", "HTML"), ("content", text)),
        },
        new("emailTemplate", "/rest/asset/v1/emailTemplates", "/rest/asset/v1/emailTemplate", 22, 21, EmailTemplateRoutes.Life)
        {
            ExtraAsync = _ => Task.FromResult<(string, string)[]>([("content", EmailSteps.Plain)]),
            EditAsync = (api, id, text) => api.PostFormAsync($"/rest/asset/v1/emailTemplate/{id}/content.json", ("content", $"<div class='mktEditable' id='a'>{text}</div>")),
        },
        new("email", "/rest/asset/v1/emails", "/rest/asset/v1/email", 21, 22, EmailRoutes.Life)
        {
            ExtraAsync = async api => [("template", $"{await api.TemplateAsync(EmailSteps.Plain)}"), ("subject", "Hello")],
            EditAsync = (api, id, text) => api.PostFormAsync($"/rest/asset/v1/email/{id}/content/body.json", ("type", "Text"), ("value", text)),
        },
        new("landing page template", "/rest/asset/v1/landingPageTemplates", "/rest/asset/v1/landingPageTemplate", 24, 21, PageTemplateRoutes.Life)
        {
            ReadyAsync = (api, id) => api.FillTemplateAsync(id, PageSteps.FreeForm),
            EditAsync = (api, id, text) => api.PostFormAsync($"/rest/asset/v1/landingPageTemplate/{id}/content.json", ("content", PageSteps.FreeForm + text)),
        },
        new("landing page", "/rest/asset/v1/landingPages", "/rest/asset/v1/landingPage", 23, 24, PageRoutes.Life)
        {
            CopyHasOwnParts = true,
            ExtraAsync = async api => [("template", $"{await api.PageTemplateAsync(PageSteps.FreeForm)}")],
            EditAsync = (api, id, text) => api.PostFormAsync($"/rest/asset/v1/landingPage/{id}/content.json", ("contentId", $"s{Guid.NewGuid():N}"), ("type", "HTML"), ("value", text)),
        },
        new("form", "/rest/asset/v1/forms", "/rest/asset/v1/form", 25, 21, FormRoutes.Life)
        {
            EditAsync = (api, id, text) => api.PostFormAsync($"/rest/asset/v1/form/{id}/submitButton.json", ("label", text)),
        },
        new("static list", "/rest/asset/v1/staticLists", "/rest/asset/v1/staticList", 31, 21, StaticListRoutes.Life),
        new("smart campaign", "/rest/asset/v1/smartCampaigns", "/rest/asset/v1/smartCampaign", 4, 21, CampaignRoutes.Life),
    ];

    /// <summary>A server with what the creation of some types needs and no operation makes.</summary>
    public static async Task<TestServer> StartAsync(DatabaseKind database)
    {
        var server = await LeadSteps.StartAsync(database);
        await server.ImportAsync("""{"channels":[{"id":1,"name":"Advertising","statuses":[{"name":"Member","step":10,"success":true}]}]}""");
        return server;
    }

    public static LifecycleSample Of(string name) => All.Single(s => s.Name == name);

    /// <summary>The path of an asset, or of something of it.</summary>
    public string Path(long id, string? step = null) => step is null ? $"{Item}/{id}.json" : $"{Item}/{id}/{step}.json";

    /// <summary>Creates an asset.</summary>
    public async Task<Reply> CreateAsync(ApiClient api, string name, string? folder = null, params (string, string)[] more) =>
        await api.PostFormAsync(Collection + ".json", [("name", name), (FolderParameter, folder ?? FolderJson(Folder)), .. await ExtraAsync(api), .. more]);

    /// <summary>Creates an asset and returns its id.</summary>
    public async Task<long> NewAsync(ApiClient api, string name)
    {
        var reply = await CreateAsync(api, name);
        Assert.True(reply.Success, reply.Body);
        var id = reply.Result[0].GetProperty("id").GetInt64();
        await ReadyAsync(api, id);
        return id;
    }

    public static string FolderJson(long id, string type = "Folder") => $$"""{"id":{{id.ToString(CultureInfo.InvariantCulture)}},"type":"{{type}}"}""";
}

/// <summary>Short ways to what answers of the Asset API say.</summary>
internal static class AssetReplies
{
    /// <summary>The ids of the result; none where nothing was found.</summary>
    public static long[] AssetIds(this Reply reply)
    {
        Assert.True(reply.Success, reply.Body);
        return reply.FoundNothing() ? [] : [.. reply.Result.Select(r => r.GetProperty("id").GetInt64())];
    }

    /// <summary>Whether the answer is that nothing was found: success, no result, and the one warning.</summary>
    public static bool FoundNothing(this Reply reply)
    {
        if (!reply.Success) return false;
        var warnings = reply.Root.GetProperty("warnings");
        if (warnings.GetArrayLength() == 0) return false;
        Assert.Equal(AssetErrors.NothingFound, warnings[0].GetString());
        Assert.False(reply.Root.TryGetProperty("result", out _), reply.Body);
        return true;
    }

    /// <summary>The only asset of the result.</summary>
    public static JsonElement One(this Reply reply)
    {
        Assert.True(reply.Success, reply.Body);
        Assert.Empty(reply.Root.GetProperty("errors").EnumerateArray());
        return Assert.Single(reply.Result);
    }

    /// <summary>A member's text.</summary>
    public static string? Text(this JsonElement asset, string member) => asset.GetProperty(member).GetString();
}
