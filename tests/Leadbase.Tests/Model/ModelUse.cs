using System.Globalization;
using Leadbase.Tests.Http.Assets;
using Leadbase.Tests.Http.Assets.Contents;

namespace Leadbase.Tests.Model;

/// <summary>How something comes to use an asset, and how it stops.</summary>
/// <param name="NeedsApproval">Whether what is not approved cannot be used.</param>
/// <param name="UseAsync">Makes something that uses the asset.</param>
/// <param name="EndAsync">Deletes what uses it.</param>
internal sealed record ModelUse(bool NeedsApproval, Func<ApiClient, long, string, Task<Reply>> UseAsync, Func<ApiClient, long, Task<Reply>> EndAsync)
{
    private static readonly ContentSample Emails = ContentSample.Of("email");

    /// <summary>An email is made of it.</summary>
    public static readonly ModelUse OfEmailTemplate = new(
        true,
        (api, id, name) => api.PostFormAsync("/rest/asset/v1/emails.json", ("name", name), ("folder", LifecycleSample.FolderJson(21)), ("template", $"{id}"), ("subject", "x")),
        (api, id) => api.PostFormAsync($"/rest/asset/v1/email/{id}/delete.json"));

    /// <summary>A new email is made of it.</summary>
    public static readonly ModelUse OfTemplate = new(true, (api, id, name) => Emails.CreateAsync(api, name, $$"""{"templateId":"{{id}}"}"""), DeleteAsync);

    /// <summary>A new email takes it in.</summary>
    public static readonly ModelUse OfFragment = new(false, (api, id, name) => Emails.CreateAsync(api, name, ContentSample.Html($"{{{{fragment id='{id}'}}}}")), DeleteAsync);

    private static Task<Reply> DeleteAsync(ApiClient api, long id) => Emails.DeleteAsync(api, id.ToString(CultureInfo.InvariantCulture));
}
