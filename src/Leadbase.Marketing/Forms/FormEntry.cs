using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Marketing.Programs;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.Forms;

/// <summary>What a submission of an approved form brings about, wherever it comes from: the lead, its cookie, its program, and the activity.</summary>
/// <param name="Schema">The fields.</param>
/// <param name="Form">The form.</param>
/// <param name="Program">The program that the lead enters; null for none.</param>
/// <param name="IsProgramNamed">Whether the submission itself names the program: then the lead becomes a member in any case.</param>
/// <param name="Partitions">Where leads are looked for, and where a new one goes.</param>
/// <param name="User">Who submits, for the log.</param>
internal sealed record FormEntry(RecordSchema Schema, Asset Form, Asset? Program, bool IsProgramNamed, LeadPartitions Partitions, string User)
{
    /// <summary>Checks a submission against the form and writes it.</summary>
    /// <param name="input">leadFormFields, visitorData and cookie, as Submit Form has them.</param>
    /// <param name="cancel">Gives up.</param>
    public async Task<RecordOutcome> RunAsync(JsonElement input, CancellationToken cancel)
    {
        var submission = FormSubmission.Bind(Schema, Form, input, hasProgram: Program is not null);
        var cause = new ChangeCause("Web form fillout", "submitForm", User, Schema.Instance.Now, Form.Name);
        var outcomes = await LeadSync.RunAsync(
            Schema, Partitions, SyncAction.CreateOrUpdate, Schema.Lead.DedupeFields[0], [submission.Record], cause, cancel, AlongAsync);
        return outcomes[0];

        async Task<IReadOnlyList<Activity>> AlongAsync(Session session, RecordOutcome[] written)
        {
            if (written[0] is not { Status: not null, Row.Id: var lead }) return [];
            IReadOnlyList<Activity> history = submission.Cookie is { } cookie
                ? await LeadCookies.AssociateAsync(session, [(cookie, lead)], withHistory: true) : [];
            IReadOnlyList<Activity> entered = Program is not null && (IsProgramNamed || submission.Members.Values.Count > 0)
                ? await ProgramEntry.EnterAsync(session, new(Schema, await MarketingProgram.OfAsync(session, Program), Partitions, cause), null, [lead], submission.Members)
                : [];
            return [.. history, .. entered, new Activity(ActivityType.FillOutForm, lead, cause.Now, Form.Id, Form.Name, submission.Attributes)];
        }
    }

    /// <summary>The partitions with the primary one of the form's workspace for new leads.</summary>
    public static LeadPartitions For(Asset form, LeadPartitions partitions, AccountDirectory directory) =>
        directory.Workspaces.FirstOrDefault(w => w.Id == form.Workspace) is { Partitions: [var primary, ..] } ? partitions with { ForUnnamed = primary } : partitions;
}
