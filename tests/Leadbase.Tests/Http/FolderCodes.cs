using Leadbase.Tests.Http.Assets;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of folders and tokens, besides those of the life of folders, and of channels and tag types.</summary>
internal static class FolderCodes
{
    private const string Item = "/rest/asset/v1/folder";

    public static CodeScenario[] All =>
    [
        Get("getFolderByNameUsingGET", "701", $"{Item}/byName.json"),
        Get("getFolderByNameUsingGET", "1001", $"{Item}/byName.json?name=x&type=x"),
        Get("getFolderUsingGET", "1001", "/rest/asset/v1/folders.json?maxDepth=-1"),
        Get("getFolderContentUsingGET", "1001", $"{Item}/1/content.json?type=x"),
        Form("deleteFolderUsingPOST", "709", $"{Item}/1/delete.json"),
        Get("getChannelByNameUsingGET", "701", "/rest/asset/v1/channel/byName.json"),
        Get("getChannelByNameUsingGET", "1001", "/rest/asset/v1/channel/byName.json?name=x&status=x"),
        Get("getAllChannelsUsingGET", "704", "/rest/asset/v1/channels.json?earliestUpdatedAt=x"),
        Get("getAllChannelsUsingGET", "1001", "/rest/asset/v1/channels.json?offset=x"),
        Get("getTagByNameUsingGET", "701", "/rest/asset/v1/tagType/byName.json"),
        Get("getTagByNameUsingGET", "1001", "/rest/asset/v1/tagType/byName.json?name=x&status=x"),
        Get("getTagTypesUsingGET", "704", "/rest/asset/v1/tagTypes.json?earliestUpdatedAt=x"),
        Get("getTagTypesUsingGET", "1001", "/rest/asset/v1/tagTypes.json?offset=x"),
        Get("getTokensByFolderIdUsingGET", "1001", $"{Item}/x/tokens.json"),
        Form("addTokenTOFolderUsingPOST", "701", $"{Item}/4/tokens.json"),
        Form("addTokenTOFolderUsingPOST", "704", $"{Item}/4/tokens.json", [.. Token, ("type", "date"), ("value", "today")]),
        new("addTokenTOFolderUsingPOST", "709", async p =>
            await p.Api.PostFormAsync($"{Item}/{await FolderAsync(p.Api)}/tokens.json", ("name", new string('x', 51)), ("folderType", "Folder"), ("type", "text"), ("value", "x"))),
        Form("addTokenTOFolderUsingPOST", "710", $"{Item}/99999/tokens.json", [.. Token, ("type", "text"), ("value", "x")]),
        Form("addTokenTOFolderUsingPOST", "711", $"{Item}/26/tokens.json", [.. Token, ("type", "text"), ("value", "x")]),
        Form("addTokenTOFolderUsingPOST", "1001", $"{Item}/4/tokens.json", [.. Token, ("type", "color"), ("value", "x")]),
        Form("deleteTokenByNameUsingPOST", "701", $"{Item}/4/tokens/delete.json"),
        new("deleteTokenByNameUsingPOST", "702", async p => await p.Api.PostFormAsync($"{Item}/{await FolderAsync(p.Api)}/tokens/delete.json", [.. Token, ("type", "text")])),
        Form("deleteTokenByNameUsingPOST", "710", $"{Item}/99999/tokens/delete.json", [.. Token, ("type", "text")]),
        Form("deleteTokenByNameUsingPOST", "711", $"{Item}/26/tokens/delete.json", [.. Token, ("type", "text")]),
        Form("deleteTokenByNameUsingPOST", "1001", $"{Item}/4/tokens/delete.json", [.. Token, ("type", "color")]),
    ];

    private static readonly (string, string)[] Token = [("name", "Color"), ("folderType", "Folder")];

    private static CodeScenario Form(string operation, string code, string path, params (string, string)[] fields) => new(operation, code, p => p.Api.PostFormAsync(path, fields));

    private static Task<long> FolderAsync(ApiClient api) => LifecycleSample.Of("folder").NewAsync(api, LifecycleCodes.New());
}
