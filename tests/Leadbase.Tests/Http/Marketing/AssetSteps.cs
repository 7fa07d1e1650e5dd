using Leadbase.Assets;
using Leadbase.Marketing.Documents;

namespace Leadbase.Tests.Http.Marketing;

/// <summary>Assets that tests put into the instance, as there is no operation yet that makes them.</summary>
internal static class AssetSteps
{
    public static async Task<long> AddAssetAsync<T>(
        this TestServer server, string type, string name, T document, long? workspace = 1, AssetFolder? folder = null, bool approve = true)
    {
        await using var session = await server.Instance.Database.WriteAsync();
        var now = server.Instance.Now;
        var asset = new Asset { Type = type, Name = name, Workspace = workspace, Folder = folder, CreatedAt = now }.WithDraft(document, now);
        var stored = await AssetStore.InsertAsync(session, approve ? asset.Approve(now) : asset);
        await session.CommitAsync();
        return stored.Id;
    }

    /// <summary>A program with a channel of its own.</summary>
    public static async Task<long> AddPlainProgramAsync(this TestServer server, string name, long? workspace = 1)
    {
        await server.AddAssetAsync(AssetType.Channel, "Channel of " + name, new ChannelDocument { Statuses = [new("Member", 10, false), new("Attended", 20, true)] }, workspace: null);
        return await server.AddAssetAsync(AssetType.Program, name, new ProgramDocument { Channel = "Channel of " + name }, workspace);
    }

    /// <summary>A form of the named fields, of which those with a star are required.</summary>
    public static Task<long> AddFormAsync(this TestServer server, string name, long? workspace, AssetFolder? folder, params string[] fields) =>
        server.AddAssetAsync(AssetType.Form, name, FormOf(fields), workspace, folder);

    public static FormDocument FormOf(params string[] fields) => new() { Fields = [.. fields.Select(f => new FormField(f.TrimEnd('*')) { Required = f.EndsWith('*') })] };
}
