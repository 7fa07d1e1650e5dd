using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Objects;

namespace Leadbase.Marketing.Programs;

/// <summary>Sync Program Member Data: the updateable fields of members ("Program Members", Program Member Data).</summary>
public static class SyncMemberData
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!call.TryInput(out var input, out var error)) return error;
        var type = (await RecordSchema.OfAsync(call.Instance, call.Cancel)).Get(StandardObjects.ProgramMember);
        var zone = call.Instance.TimeZone;
        var records = input.EnumerateArray().Select(json => RecordInput.Bind(type, json, zone, Admit)).ToList();
        return await MemberCall.RunAsync(
            call, "syncProgramMemberData", async (session, context) => (null, await MemberData.ChangeAsync(session, context, records)), MemberCall.Write);

        ApiError? Admit(Field field) => field.ReadOnly && field != type.Id ? Errors.FieldNotSupported(field.Name) : null;
    }
}
