using System.Text.Json;
using System.Text.Json.Nodes;

namespace Leadbase.Tests.Http.Assets.Contents;

/// <summary>How emails, templates and fragments of the new editor are met through HTTP.</summary>
/// <param name="Word">What paths and operations call the type.</param>
/// <param name="Folder">The folder of the type.</param>
/// <param name="OtherFolder">A folder of another type.</param>
/// <param name="Needs">What a creation needs besides name and place, as members of a body.</param>
internal sealed record ContentSample(string Word, long Folder, long OtherFolder, string Needs)
{
    public static readonly ContentSample[] All =
    [
        new("email", 21, 22, """{"headers":{"subject":"Hello"}}"""),
        new("emailtemplate", 22, 21, "{}"),
        new("fragment", 26, 21, """{"settings":{"fragmentType":"email","supportedChannels":["email"]}}"""),
    ];

    public string Path => $"/rest/asset/v2/{Word}";

    public static ContentSample Of(string word) => All.Single(s => s.Word == word);

    /// <summary>A body that creates an asset in the type's folder.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="more">Members that are added, or put in the place of others.</param>
    public JsonObject Body(string? name, string more = "{}")
    {
        var body = JsonNode.Parse(Needs)!.AsObject();
        if (name is not null) body["name"] = name;
        body["appData"] = new JsonObject { ["folderId"] = $"{Folder}", ["editorType"] = Word };
        foreach (var (member, value) in JsonNode.Parse(more)!.AsObject().ToList()) body[member] = value?.DeepClone();
        return body;
    }

    public Task<Reply> CreateAsync(ApiClient api, string? name, string more = "{}") => api.PostAsync(Path, Body(name, more).ToJsonString());

    /// <summary>Creates an asset and returns its id.</summary>
    public async Task<string> NewAsync(ApiClient api, string name, string more = "{}") => (await CreateAsync(api, name, more)).One().Text("id")!;

    /// <summary>Creates an asset and approves it.</summary>
    public async Task<string> ApprovedAsync(ApiClient api, string name, string more = "{}")
    {
        var id = await NewAsync(api, name, more);
        Assert.Equal("approved", (await StepAsync(api, id, "approve")).One().Text("status"));
        return id;
    }

    public Task<Reply> GetAsync(ApiClient api, string id, string query = "") => api.GetAsync($"{Path}/{id}{query}");

    public Task<Reply> StepAsync(ApiClient api, string id, string action) => api.PostAsync($"{Path}/state/transition", new { contentId = id, action });

    public Task<Reply> UpdateAsync(ApiClient api, string id, string body) => api.PostAsync($"{Path}/{id}/update", body);

    /// <summary>Changes the markup.</summary>
    public Task<Reply> EditAsync(ApiClient api, string id, string html) => UpdateAsync(api, id, Html(html));

    public Task<Reply> DeleteAsync(ApiClient api, string id) => api.PostAsync($"{Path}/{id}/delete", null);

    public Task<Reply> CloneAsync(ApiClient api, string id, string name) => api.PostAsync($"{Path}/clone", new { assetId = id, newAsset = new { name } });

    public Task<Reply> FilterAsync(ApiClient api, string query = "") => api.GetAsync($"{Path}/filter?workspaceId=1{query}");

    public Task<Reply> UsedByAsync(ApiClient api, string id, string? type = null) => api.PostAsync($"{Path}/usedby", new { assetId = id, type });

    public Task<Reply> BulkAsync(ApiClient api, string step, IEnumerable<string> ids, bool ignoreUsedBy = false) =>
        api.PostAsync($"{Path}/bulk/{step}", new { assetIds = ids, ignoreUsedBy });

    /// <summary>A body that has a markup alone.</summary>
    public static string Html(string html) => JsonSerializer.Serialize(new { data = new { html = new { body = html } } });
}

/// <summary>Short ways to what their answers say.</summary>
internal static class ContentReplies
{
    /// <summary>The ids of the result; none where nothing was found.</summary>
    public static string[] ContentIds(this Reply reply)
    {
        Assert.True(reply.Success, reply.Body);
        return reply.FoundNothing() ? [] : [.. reply.Result.Select(r => r.Text("id")!)];
    }

    /// <summary>What the answer says of its page: total, size, number.</summary>
    public static (int Total, int Size, int Page) PageDetails(this Reply reply)
    {
        var details = reply.Root.GetProperty("pageDetails");
        return (details.GetProperty("totalItems").GetInt32(), details.GetProperty("pageSize").GetInt32(), details.GetProperty("currentPage").GetInt32());
    }

    /// <summary>The markup of an asset.</summary>
    public static string? Html(this JsonElement asset) => asset.TryGetProperty("data", out var data) ? data.GetProperty("html").Text("body") : null;
}
