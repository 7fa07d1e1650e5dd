using Leadbase.Activities;
using Leadbase.Gateway;
using Leadbase.Records.Engine;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.Programs;

/// <summary>Changes the fields of a program's members, whoever asks. Runs in the caller's transaction.</summary>
public static class MemberData
{
    /// <summary>Writes records of values, each with its <c>leadId</c>; a lead that is no member is 1013.</summary>
    public static async Task<MembershipChanges> ChangeAsync(Session session, MembershipContext context, IReadOnlyList<RecordInput> records)
    {
        var leadId = context.Member.Find("leadId")!;
        var batch = await MemberBatch.ReadAsync(session, context, records.Select(r => r.Value(leadId)).OfType<long>());
        var (changed, activities) = (new HashSet<RecordRow>(), new List<Activity>());
        var outcomes = records.Select(Decide).ToList();
        await RecordWriter.WriteAsync(session, context.Member, MemberBatch.MemberColumns(context), [.. changed]);
        return new MembershipChanges(outcomes, activities);

        RecordOutcome Decide(RecordInput record)
        {
            if (record.Error is { } error) return new(null, null, error);
            if (record.Value(leadId) is not long lead) return new(null, null, Errors.Missing(leadId.Name));
            if (batch.Find(lead, out _) is { } refusal) return new(null, null, refusal);
            if (batch.Member(lead) is not { } member) return new(null, null, Errors.MembershipNotFound);
            foreach (var (field, value) in record.Values.Where(v => v.Key != leadId)) Change(lead, member, field, value);
            return new("updated", member, default);
        }

        void Change(long lead, RecordRow member, Field field, object? value)
        {
            var before = member[field];
            if (!member.Set(field.ColumnName, value)) return;
            member.Set("updatedAt", context.Cause.Now);
            changed.Add(member);
            activities.Add(context.Activity(ActivityType.ChangeProgramMemberData, lead, Activity.Pack(
                field.DisplayName, field.Name, Text(field, value), Text(field, before), context.Cause.Source, context.Cause.Source)));
        }
    }

    private static string Text(Field field, object? value) => value is null ? "" : field.Type.ToText(value);
}
