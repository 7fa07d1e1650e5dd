using System.Globalization;
using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;
using Leadbase.Marketing.Forms;
using Leadbase.Marketing.LandingPages;
using Leadbase.Records.Leads;
using Leadbase.Records.Objects;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Leadbase.Marketing.PublicSites;

/// <summary>What the form of a page sends: checked and written as Submit Form does, and followed by what the form says.</summary>
internal static class FormPost
{
    /// <summary>Bytes of a submission, at most.</summary>
    private const int MaxBody = 64 * 1024;

    private static readonly FormOptions Options = new() { ValueCountLimit = 500, BufferBodyLengthLimit = MaxBody };
    private static readonly PartitionReach Everywhere = new([], All: true);

    /// <summary>Takes a submission.</summary>
    /// <returns>Where the visitor goes then; or the status and text of a refusal.</returns>
    public static async Task<(string? Location, int Status, string Message)> HandleAsync(HttpContext http, Instance instance)
    {
        if (http.Request.ContentLength is not (>= 0 and <= MaxBody)) return (null, StatusCodes.Status413PayloadTooLarge, "There is too much in this form.");
        if (http.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) != true) return (null, StatusCodes.Status415UnsupportedMediaType, "This is no form.");
        IFormCollection sent;
        try
        {
            sent = await http.Request.ReadFormAsync(Options, http.RequestAborted);
        }
        catch (Exception e) when (e is InvalidDataException or BadHttpRequestException)
        {
            return (null, StatusCodes.Status400BadRequest, "This form cannot be read.");
        }
        var (form, program, page) = await AssetsAsync(instance, sent, http.RequestAborted);
        if (form?.ReadApproved<FormDocument>() is not { } document) return (null, StatusCodes.Status404NotFound, "There is no such form.");
        var directory = await AccountDirectory.OfAsync(instance, http.RequestAborted);
        var partitions = FormEntry.For(form, new LeadPartitions(directory.Partitions, Everywhere, null), directory);
        var entry = new FormEntry(await RecordSchema.OfAsync(instance, http.RequestAborted), form, program, IsProgramNamed: false, partitions, "web form");
        using var input = InputOf(http.Request, document, sent);
        var outcome = await entry.RunAsync(input.RootElement, http.RequestAborted);
        if (outcome.Status is null) return (null, StatusCodes.Status400BadRequest, outcome.Reason.Message);
        return (await FollowAsync(instance, document, sent, page, http.RequestAborted), StatusCodes.Status303SeeOther, "");
    }

    private static async Task<(Asset? Form, Asset? Program, Asset? Page)> AssetsAsync(Instance instance, IFormCollection sent, CancellationToken cancel)
    {
        if (!long.TryParse(sent["formid"], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return default;
        await using var session = await instance.Database.ReadAsync(cancel);
        var form = await AssetStore.FindAsync(session, AssetType.Form, id);
        var program = form?.Folder is { Type: AssetType.Program } folder ? await AssetStore.FindAsync(session, AssetType.Program, folder.Id) : null;
        var page = long.TryParse(sent["lpId"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? await AssetStore.FindAsync(session, AssetType.LandingPage, number) : null;
        return (form, program, page);
    }

    // The form's own fields are taken, and nothing else that somebody may have sent along.
    private static JsonDocument InputOf(HttpRequest request, FormDocument form, IFormCollection sent)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteStartObject("leadFormFields"u8);
            foreach (var field in form.Inputs)
            {
                if (!sent.TryGetValue(field.Id, out var values)) continue;
                // A field of the profiling set must be filled in where it was asked for.
                if (!StringValues.IsNullOrEmpty(values) || (field.Required && field.Set == FormField.Profiling)) json.WriteString(field.Id, string.Join(';', values.ToArray()));
            }
            json.WriteEndObject();
            json.WriteStartObject("visitorData"u8);
            json.WriteString("pageURL"u8, request.Headers.Referer.ToString());
            json.WriteString("leadClientIpAddress"u8, request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "");
            json.WriteString("userAgentString"u8, request.Headers.UserAgent.ToString());
            json.WriteEndObject();
            if (Visitor.CookieOf(request) is { } cookie) json.WriteString("cookie"u8, cookie);
            json.WriteEndObject();
        }
        return JsonDocument.Parse(stream.ToArray());
    }

    // The first rule that is met, and else the default one; a form that says nothing stays on its page.
    private static async Task<string> FollowAsync(Instance instance, FormDocument form, IFormCollection sent, Asset? page, CancellationToken cancel)
    {
        var rule = form.ThankYou.FirstOrDefault(r => r.Condition is { } condition && FieldConditions.IsMet(condition, sent[condition.SubjectField])) ?? form.ThankYou.FirstOrDefault(r => r.Default) ?? FollowupRule.Stay;
        if (rule is { FollowupType: "url", FollowupValue: { Length: > 0 } address } && PublicAddress.IsSafe(address)) return address;
        if (rule.FollowupType == "lp" && long.TryParse(rule.FollowupValue, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
        {
            await using var session = await instance.Database.ReadAsync(cancel);
            page = await AssetStore.FindAsync(session, AssetType.LandingPage, id) ?? page;
        }
        return page?.ReadApproved<PageDocument>() is { } document ? $"/{document.UrlPageName}.html" : "/";
    }
}
