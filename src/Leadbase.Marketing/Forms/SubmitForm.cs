using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;

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

        var (partitions, _) = await LeadPartitions.OfAsync(call, null);
        var entry = new FormEntry(
            await RecordSchema.OfAsync(call.Instance, call.Cancel), form, program, programId is not null,
            FormEntry.For(form, partitions!, await AccountDirectory.OfAsync(call.Instance, call.Cancel)), call.Principal.UserEmail);
        SyncLeads.WriteOutcome(call.Result, await entry.RunAsync(input[0], call.Cancel));
        return Answer.Success;
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
