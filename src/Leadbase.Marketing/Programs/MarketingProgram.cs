using System.Globalization;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>A program with what it is and the channel that its members go through.</summary>
/// <param name="Asset">Its id, name and place.</param>
/// <param name="Document">What it is.</param>
/// <param name="Channel">The statuses of its members; empty when its channel is gone.</param>
public sealed record MarketingProgram(Asset Asset, ProgramDocument Document, ChannelDocument Channel)
{
    /// <summary>The program's id.</summary>
    public long Id => Asset.Id;

    /// <summary>The program of an id, or null.</summary>
    public static async Task<MarketingProgram?> FindAsync(Session session, long id)
    {
        return await AssetStore.FindAsync(session, AssetType.Program, id) is { } asset ? await OfAsync(session, asset) : null;
    }

    /// <summary>A program with its channel.</summary>
    public static async Task<MarketingProgram> OfAsync(Session session, Asset asset)
    {
        var document = asset.ReadApproved<ProgramDocument>() ?? new ProgramDocument();
        var channel = await AssetStore.FindByNameAsync(session, AssetType.Channel, document.Channel);
        return new MarketingProgram(asset, document, channel?.ReadApproved<ChannelDocument>() ?? new ChannelDocument());
    }

    /// <summary>The program of an id, as a caller sees it: one in a workspace out of reach is not there.</summary>
    internal static async Task<MarketingProgram?> FindAsync(Call call, Session session, long id) =>
        await FindAsync(session, id) is { } program && call.Reaches(program.Asset.Workspace) ? program : null;

    /// <summary>The id of a program, or of a lead, in the call's path.</summary>
    internal static bool TryId(Call call, out long id, out ApiError error)
    {
        error = Errors.InvalidValue(call.Route[0], "Integer");
        return long.TryParse(call.Route[0], NumberStyles.None, CultureInfo.InvariantCulture, out id);
    }
}
