using Leadbase.Gateway;

namespace Leadbase.Marketing.Programs;

/// <summary>Delete Program Members: takes up to 300 leads out of a program.</summary>
public static class DeleteMembers
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!call.TryInput(out var input, out var error)) return error;
        var leads = MemberCall.Leads(input, "leadId");
        return await MemberCall.RunAsync(
            call, "deleteProgramMembers",
            async (session, context) => (null, (await ProgramMembership.DeleteAsync(session, context, leads.Valid())).For(leads)), MemberCall.Write);
    }
}
