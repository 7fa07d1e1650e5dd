using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Activities;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Marketing.Programs;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Marketing.Forms;

/// <summary>Submit Form: upserts one lead as if it had filled out a form ("Leads", Submit Form).</summary>
public static class SubmitForm
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!call.TryInput(out var input, out var error, max: 1)) return error;
        if (!TryNumber(call, "formId", out var formId, out error) || !TryNumber(call, "programId", out var programId, out error)) return error;
        if (formId is not { } id) return Errors.Missing("formId");
        var (form, program, refusal) = await AssetsAsync(call, id, programId);
        if (form is null) return refusal;

        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var submission = FormSubmission.Bind(schema, form, input[0], hasProgram: program is not null);
        var cause = new ChangeCause("Web form fillout", "submitForm", call.Principal.UserEmail, call.Instance.Now, form.Name);
        var partitions = await PartitionsAsync(call, form);
        var outcomes = await LeadSync.RunAsync(
            schema, partitions, SyncAction.CreateOrUpdate, schema.Lead.DedupeFields[0], [submission.Record], cause, call.Cancel, AlongAsync);
        SyncLeads.WriteOutcome(call.Result, outcomes[0]);
        return Answer.Success;

        async Task<IReadOnlyList<Activity>> AlongAsync(Session session, RecordOutcome[] written)
        {
            if (written[0] is not { Status: not null, Row.Id: var lead }) return [];
            IReadOnlyList<Activity> history = submission.Cookie is { } cookie
                ? await LeadCookies.AssociateAsync(session, [(cookie, lead)], withHistory: true) : [];
            IReadOnlyList<Activity> entered = program is not null && (programId is not null || submission.Members.Values.Count > 0)
                ? await ProgramEntry.EnterAsync(session, new(schema, await MarketingProgram.OfAsync(session, program), partitions, cause), null, [lead], submission.Members)
                : [];
            return [.. history, .. entered, new Activity(ActivityType.FillOutForm, lead, cause.Now, form.Id, form.Name, submission.Attributes)];
        }
    }

    /// <summary>The form as it is approved, and the program: the one that is named, or else the form's own.</summary>
    private static async Task<(Asset? Form, Asset? Program, ApiError Error)> AssetsAsync(Call call, long formId, long? programId)
    {
        await using var session = await call.Instance.Database.ReadAsync(call.Cancel);
        var form = await AssetStore.FindAsync(session, AssetType.Form, formId);
        if (form?.Approved is null || !call.Reaches(form.Workspace)) return (null, null, Errors.ObjectNotFound);
        var own = form.Folder is { Type: AssetType.Program } folder ? folder.Id : (long?)null;
        var program = (programId ?? own) is { } id ? await AssetStore.FindAsync(session, AssetType.Program, id) : null;
        if (programId is null) return (form, program, default);
        if (program is null || !call.Reaches(program.Workspace)) return (null, null, Errors.ObjectNotFound);
        return program.Workspace == form.Workspace ? (form, program, default) : (null, null, Errors.InvalidData("The program is not in the form's workspace"));
    }

    /// <summary>The caller's partitions; a new lead goes to the primary one of the form's workspace.</summary>
    private static async Task<LeadPartitions> PartitionsAsync(Call call, Asset form)
    {
        var (partitions, _) = await LeadPartitions.OfAsync(call, null);
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        var workspace = directory.Workspaces.FirstOrDefault(w => w.Id == form.Workspace);
        return workspace is { Partitions: [var primary, ..] } ? partitions! with { ForUnnamed = primary } : partitions!;
    }

    private static bool TryNumber(Call call, string name, out long? number, out ApiError error)
    {
        number = null;
        error = default;
        if (call.Body is not { } body || !body.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) return true;
        var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
        error = Errors.InvalidValue(text, "Integer");
        if (!long.TryParse(text, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var parsed)) return false;
        number = parsed;
        return true;
    }
}
