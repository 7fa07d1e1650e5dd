namespace Leadbase.Gateway.Calls;

/// <summary>A call as the log of calls shows it.</summary>
/// <param name="RequestId">The id in the response.</param>
/// <param name="At">When its answer was ready, in milliseconds since 1970.</param>
/// <param name="User">The API-only user; empty where nobody was recognised.</param>
/// <param name="Operation">The operation's id, or a dash.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Target">The path, and where everything is kept also the query, with secrets masked.</param>
/// <param name="Status">The HTTP status.</param>
/// <param name="Code">The first error code, or 0.</param>
/// <param name="Micros">How long it took, in microseconds.</param>
/// <param name="BytesIn">Size of the body received.</param>
/// <param name="BytesOut">Size of the body sent, before compression.</param>
public sealed record RecordedCall(
    string RequestId, long At, string User, string Operation, string Method, string Target, int Status, string Code, long Micros, long BytesIn, long BytesOut)
{
    /// <summary>Whether it failed: as a whole, or by its HTTP status.</summary>
    public bool Failed => Code != "0" || Status >= 400;

    /// <summary>The operation's documented name; the path where there is none.</summary>
    public string Title => OperationCatalogue.Find(Operation)?.Name ?? Target;
}

/// <summary>A header as it was sent, with its secrets masked.</summary>
public sealed record RecordedHeader(string Name, string Value);

/// <summary>A request or a response in full.</summary>
/// <param name="Headers">The headers.</param>
/// <param name="Body">The beginning of the body as text; null when there was none, or it is no text.</param>
/// <param name="Length">Bytes of the whole body.</param>
/// <param name="IsCut">Whether the body goes on.</param>
public sealed record RecordedMessage(IReadOnlyList<RecordedHeader> Headers, string? Body, long Length, bool IsCut)
{
    /// <summary>The value of a header, or null.</summary>
    public string? this[string name] => Headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value;
}

/// <summary>Both sides of a call in full, with secrets masked.</summary>
/// <param name="Scheme">http or https.</param>
/// <param name="Host">The host that was asked for.</param>
/// <param name="Request">What came.</param>
/// <param name="Response">What went.</param>
public sealed record RecordedExchange(string Scheme, string Host, RecordedMessage Request, RecordedMessage Response);

/// <summary>A call, and what is known of it in full.</summary>
/// <param name="Call">The call.</param>
/// <param name="Exchange">Both sides; null where only calls are kept.</param>
public sealed record CallDetail(RecordedCall Call, RecordedExchange? Exchange);

/// <summary>Which calls are asked for; what is null is not asked about.</summary>
public sealed record CallFilter
{
    /// <summary>The API-only user.</summary>
    public string? User { get; init; }

    /// <summary>The operation's id.</summary>
    public string? Operation { get; init; }

    /// <summary>The first error code.</summary>
    public string? Code { get; init; }

    /// <summary>Only calls that failed.</summary>
    public bool FailedOnly { get; init; }

    /// <summary>A text anywhere in the call, also in its bodies, without regard to the case of A to Z.</summary>
    public string? Text { get; init; }

    /// <summary>Whether a call that has just ended is asked for, as far as can be told without its bodies.</summary>
    public bool Admits(RecordedCall call) =>
        (User is null || call.User == User) && (Operation is null || call.Operation == Operation)
        && (Code is null || call.Code == Code) && (!FailedOnly || call.Failed)
        && (Text is null || $"{call.RequestId} {call.User} {call.Operation} {call.Target}".Contains(Text, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Calls, the latest first.</summary>
/// <param name="Calls">The calls.</param>
/// <param name="Before">What the next page, of earlier calls, begins before; null on the last one.</param>
public sealed record CallPage(IReadOnlyList<RecordedCall> Calls, long? Before);
