namespace Leadbase.Gateway.Calls;

/// <summary>A call that is made from within.</summary>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">Path and query, encoded.</param>
/// <param name="ContentType">What the body is; null without one.</param>
/// <param name="Body">The body; empty when there is none.</param>
public sealed record ApiRequest(string Method, string Target, string? ContentType = null, string Body = "")
{
    /// <summary>The call that was recorded, once more. The token is another one: a parameter with the old one is left out.</summary>
    /// <param name="detail">The call.</param>
    /// <param name="request">The request; null when it cannot be made again.</param>
    /// <param name="reason">Why not, in a sentence.</param>
    public static bool TryRepeat(CallDetail detail, out ApiRequest? request, out string reason)
    {
        (request, reason) = (null, "");
        if (detail.Exchange?.Request is not { } message) reason = "Only the fact of this call was kept, not what was sent.";
        else if (message is { IsCut: true } or { Body: null, Length: > 0 }) reason = "The body of this call was not kept whole.";
        else
        {
            var (call, type) = (detail.Call, message["Content-Type"]);
            var isForm = type?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true;
            var body = message.Body ?? "";
            var question = call.Target.IndexOf('?', StringComparison.Ordinal);
            var query = question < 0 ? "" : WithoutToken(call.Target[(question + 1)..]);
            var target = (question < 0 ? call.Target : call.Target[..question]) + (query.Length > 0 ? "?" + query : "");
            request = new ApiRequest(call.Method, target, type, isForm ? WithoutToken(body) : body);
            if (!request.Target.Contains(SecretMask.Masked, StringComparison.Ordinal) && !request.Body.Contains(SecretMask.Masked, StringComparison.Ordinal)) return true;
            (request, reason) = (null, "A secret of this call was not kept.");
        }
        return false;
    }

    private static string WithoutToken(string pairs) =>
        string.Join('&', pairs.Split('&').Where(p => !p.StartsWith("access_token=", StringComparison.OrdinalIgnoreCase)));
}

/// <summary>What a call came to.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The beginning of the body as text; bytes that are no text show as U+FFFD.</param>
/// <param name="Length">Bytes of the whole body.</param>
/// <param name="Elapsed">How long it took.</param>
public sealed record ApiResponse(int Status, IReadOnlyList<RecordedHeader> Headers, string Body, long Length, TimeSpan Elapsed);
