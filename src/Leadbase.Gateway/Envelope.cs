using System.Text.Json;

namespace Leadbase.Gateway;

/// <summary>The one place that writes requestId, success, result, errors, nextPageToken and moreResult.</summary>
public static class Envelope
{
    internal static readonly JsonEncodedText Result = JsonEncodedText.Encode("result");
    private static readonly JsonEncodedText RequestId = JsonEncodedText.Encode("requestId");
    private static readonly JsonEncodedText Success = JsonEncodedText.Encode("success");
    private static readonly JsonEncodedText ErrorList = JsonEncodedText.Encode("errors");
    private static readonly JsonEncodedText Warnings = JsonEncodedText.Encode("warnings");
    private static readonly JsonEncodedText Code = JsonEncodedText.Encode("code");
    private static readonly JsonEncodedText Message = JsonEncodedText.Encode("message");
    private static readonly JsonEncodedText NextPageToken = JsonEncodedText.Encode("nextPageToken");
    private static readonly JsonEncodedText MoreResult = JsonEncodedText.Encode("moreResult");
    private static readonly JsonEncodedText Details = JsonEncodedText.Encode("pageDetails");
    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");

    internal static void Begin(Call call)
    {
        call.Json.WriteStartObject();
        call.Json.WriteString(RequestId, call.RequestId);
    }

    internal static void End(Call call, Answer answer)
    {
        var json = call.Json;
        if (answer.Errors is { } errors)
        {
            call.DiscardResult();
            Begin(call);
            if (call.Form.TellsSuccess) json.WriteBoolean(Success, false);
            WriteErrors(json, errors, call.Operation is { IsNewAsset: true });
        }
        else
        {
            if (call.HasResult) json.WriteEndArray();
            json.WriteBoolean(Success, true);
            if (answer.NextPageToken is { } token) json.WriteString(NextPageToken, token);
            if (answer.MoreResult is { } more) json.WriteBoolean(MoreResult, more);
            if (answer.Details is { } details) WriteDetails(json, details);
        }
        if (call.Operation is { Api: "asset" }) EndAsset(json, answer);
        json.WriteEndObject();
    }

    // The Asset API says that there are no errors, and that there are no warnings.
    private static void EndAsset(Utf8JsonWriter json, Answer answer)
    {
        if (answer.Errors is null) WriteErrors(json, [], typed: false);
        json.WriteStartArray(Warnings);
        if (answer.Warning is { } warning) json.WriteStringValue(warning);
        json.WriteEndArray();
    }

    // Errors of the new emails, templates and fragments say that they are errors.
    private static void WriteErrors(Utf8JsonWriter json, IReadOnlyList<ApiError> errors, bool typed)
    {
        json.WriteStartArray(ErrorList);
        foreach (var error in errors)
        {
            json.WriteStartObject();
            WriteMembers(json, error);
            if (typed) json.WriteString(Type, "error"u8);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteDetails(Utf8JsonWriter json, PageDetails details)
    {
        json.WriteStartObject(Details);
        json.WriteNumber("totalItems"u8, details.TotalItems);
        json.WriteNumber("pageSize"u8, details.PageSize);
        json.WriteNumber("currentPage"u8, details.CurrentPage);
        json.WriteEndObject();
    }

    /// <summary>Writes an error or a reason as an object of code and message.</summary>
    public static void Write(Utf8JsonWriter json, ApiError error)
    {
        json.WriteStartObject();
        WriteMembers(json, error);
        json.WriteEndObject();
    }

    private static void WriteMembers(Utf8JsonWriter json, ApiError error)
    {
        json.WriteString(Code, error.Code);
        json.WriteString(Message, error.Message);
    }

    /// <summary>Writes a record's <c>status</c> of skipped with its reasons.</summary>
    public static void WriteSkipped(Utf8JsonWriter json, ApiError reason) => WriteSkipped(json, reason, "reasons"u8);

    /// <summary>Writes a record's <c>status</c> of skipped with its reasons under the name that the operation has for them.</summary>
    public static void WriteSkipped(Utf8JsonWriter json, ApiError reason, ReadOnlySpan<byte> member)
    {
        json.WriteString("status"u8, "skipped"u8);
        json.WritePropertyName(member);
        json.WriteStartArray();
        Write(json, reason);
        json.WriteEndArray();
    }
}
