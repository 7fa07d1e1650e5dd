using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Folders;

/// <summary>Get Folder Contents: ids and types of what is directly in a folder or program.</summary>
internal static class FolderContent
{
    /// <summary>Handles the operation.</summary>
    public static readonly Handler Handle = call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!FolderPlace.TryRead(call, "type", out var place, out var error) || !AssetPage.TryRead(call, out var page, out error)) return error;
        if (await assets.VisibleAsync(place.Type, place.Id) is null) return Answer.Warn(AssetErrors.NothingFound);
        var content = await AssetStore.NamesInAsync(assets.Session, place, page.Offset, page.MaxReturn);
        foreach (var (type, id) in content)
        {
            call.Result.WriteStartObject();
            call.Result.WriteNumber("id"u8, id);
            call.Result.WriteString("type"u8, WordsOf(type));
            call.Result.WriteEndObject();
        }
        return content.Count > 0 ? Answer.Success : Answer.Warn(AssetErrors.NothingFound);
    });

    private static string WordsOf(string type) => type switch
    {
        AssetType.StaticList => "Static List",
        AssetType.SmartList => "Smart List",
        AssetType.SmartCampaign => "Smart Campaign",
        AssetType.EmailTemplate => "Email Template",
        AssetType.LandingPage => "Landing Page",
        AssetType.LandingPageTemplate => "Landing Page Template",
        AssetType.NewEmail => "Email",
        AssetType.NewEmailTemplate => "Email Template",
        _ => type,
    };
}
