using Leadbase.Activities;
using Leadbase.Marketing.Documents;
using Leadbase.Records.Engine;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>How leads come into a program when they are pushed to it, or fill out a form of it.</summary>
internal static class ProgramEntry
{
    /// <summary>Makes leads members of a program, in the transaction that has written them; who is further already stays there.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="context">The program, and why.</param>
    /// <param name="status">The status they are to have; null for the first of the channel.</param>
    /// <param name="leads">The leads.</param>
    /// <param name="data">Values of the members' fields, the same for all; null for none.</param>
    /// <returns>The activities, for whoever appends them last.</returns>
    public static async Task<IReadOnlyList<Activity>> EnterAsync(
        Session session, MembershipContext context, ChannelStatus? status, IReadOnlyList<long> leads, RecordInput? data = null)
    {
        status ??= context.Program.Channel.Statuses.Where(s => !s.Hidden).MinBy(s => s.Step);
        if (status is null) return [];
        var entered = await ProgramMembership.ChangeStatusAsync(session, context, leads, status);
        if (data is null || data.Values.Count == 0) return entered.Activities;
        var leadId = context.Member.Find("leadId")!;
        var changed = await MemberData.ChangeAsync(session, context, [.. leads.Select(lead => data.With(leadId, lead))]);
        return [.. entered.Activities, .. changed.Activities];
    }
}
