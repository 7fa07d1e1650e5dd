using System.Globalization;
using System.Text.Json.Nodes;
using Leadbase.Gateway;

namespace Leadbase.Tests.Fuzz;

/// <summary>Valid requests of the new emails, templates and fragments.</summary>
internal static class ContentInputs
{
    /// <summary>An id that is mostly there.</summary>
    public static string Id(Random random) => random.Next(1001, 1012).ToString(CultureInfo.InvariantCulture);

    /// <summary>The parameters of a filter.</summary>
    public static List<(string Name, string Value)> Parameters(Operation operation, Random random)
    {
        if (operation.Method != "GET") return [];
        var list = new List<(string, string)> { ("workspaceId", "1") };
        if (random.Chance(30)) list.Add(("name", random.Pick(["F", "%", "_", "!", Junk.Text(random)])));
        if (random.Chance(30)) list.Add(("status", random.Pick(["draft", "approved"])));
        if (random.Chance(20)) list.Add(("folderIds", random.Pick(["21", "22", "26"])));
        if (random.Chance(20)) list.AddRange([("sortKey", random.Pick(["id", "name", "createdAt", "modifiedAt"])), ("sortOrder", random.Pick(["ASC", "DESC"]))]);
        if (random.Chance(20)) list.Add((random.Pick(["createdAtStart", "createdAtEnd", "modifiedAtStart", "modifiedAtEnd"]), "2026-03-02T18:00:00Z"));
        if (random.Chance(20)) list.Add((random.Pick(["createdBy", "modifiedBy", "templateId", "fragmentType", "isCreatedByMe"]), random.Pick(["email", "1001", "true", Junk.Text(random)])));
        return list;
    }

    /// <summary>A body that any of the operations takes: members that it does not know are passed over.</summary>
    public static JsonObject Body(Random random) => new()
    {
        ["name"] = Name(random),
        ["description"] = Junk.Text(random),
        ["appData"] = new JsonObject { ["folderId"] = random.Pick(["21", "22", "26"]), ["workspaceId"] = "1", ["editorType"] = "fuzz" },
        ["headers"] = new JsonObject { ["subject"] = Name(random), ["ccEmails"] = new JsonArray(Junk.Text(random)) },
        ["settings"] = new JsonObject { ["fragmentType"] = "email", ["supportedChannels"] = new JsonArray("email"), ["isTextOnly"] = random.Chance(50) },
        ["data"] = new JsonObject { ["html"] = new JsonObject { ["body"] = random.Chance(70) ? Junk.Text(random) : $"{{{{fragment id='{Id(random)}'}}}}" } },
        ["assetId"] = Id(random),
        ["contentId"] = Id(random),
        ["action"] = random.Pick(["approve", "unapprove", "discard", "create_draft"]),
        ["newAsset"] = new JsonObject { ["name"] = Name(random) },
        ["assetIds"] = new JsonArray(Id(random), Id(random)),
        ["ignoreUsedBy"] = random.Chance(20),
    };

    private static string Name(Random random) => random.Chance(85) ? $"Fuzz {random.Next(30)}" : Junk.Text(random);
}
