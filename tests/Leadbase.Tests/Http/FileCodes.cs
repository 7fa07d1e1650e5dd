using Leadbase.Tests.Http.Assets;
using static Leadbase.Tests.Http.CodeScenario;

namespace Leadbase.Tests.Http;

/// <summary>The codes of files.</summary>
internal static class FileCodes
{
    public static CodeScenario[] All =>
    [
        Get("getFileByIdUsingGET", "1001", $"{FileTests.Item}/x.json"),
        Get("getFileByNameUsingGET", "701", $"{FileTests.Item}/byName.json"),
        Get("getFileByNameUsingGET", "1001", $"{FileTests.Item}/byName.json?name=x&folder=x"),
        Get("getFilesUsingGET", "704", "/rest/asset/v1/files.json?latestUpdatedAt=x"),
        Get("getFilesUsingGET", "1001", "/rest/asset/v1/files.json?folder=x"),
        new("createFileUsingPOST", "701", p => FileTests.CreateAsync(p.Api, "empty.txt", [])),
        new("createFileUsingPOST", "709", p => FileTests.CreateAsync(p.Api, "../up.txt", "x"u8.ToArray())),
        new("createFileUsingPOST", "710", p => FileTests.CreateAsync(p.Api, "a.txt", "x"u8.ToArray(), folder: "99999")),
        new("createFileUsingPOST", "711", p => FileTests.CreateAsync(p.Api, "a.txt", "x"u8.ToArray(), folder: "21")),
        new("createFileUsingPOST", "1001", p => FileTests.CreateAsync(p.Api, "a.txt", "x"u8.ToArray(), folder: "x")),
        new("updateContentUsingPOST", "701", async p =>
            await FileTests.ReplaceAsync(p.Api, (await FileTests.CreateAsync(p.Api, "known.txt", "x"u8.ToArray())).AssetIds()[0], [])),
        new("updateContentUsingPOST", "702", p => FileTests.ReplaceAsync(p.Api, 99_999, "x"u8.ToArray())),
        new("updateContentUsingPOST", "1001", p => p.Api.PostFormAsync($"{FileTests.Item}/x/content.json")),
    ];
}
