using System.IO.Pipelines;

namespace Leadbase.Gateway;

/// <summary>Writes a body that is no JSON.</summary>
/// <param name="body">Where to.</param>
/// <param name="cancel">Cancelled when the client has gone.</param>
/// <returns>How many bytes were written.</returns>
public delegate Task<long> BodyWriter(PipeWriter body, CancellationToken cancel);

/// <summary>Where a page is among all that was found ("Emails", Filter).</summary>
/// <param name="TotalItems">How many there are in all.</param>
/// <param name="PageSize">How many a page has at most.</param>
/// <param name="CurrentPage">The number of the page; the first one's is 0.</param>
public readonly record struct PageDetails(int TotalItems, int PageSize, int CurrentPage);

/// <summary>
/// What a handler returns: success, whose result it has written to <see cref="Call.Result"/>, or errors, which
/// discard whatever was written. Expected failures are values; an exception is a bug.
/// </summary>
public readonly struct Answer
{
    private Answer(IReadOnlyList<ApiError>? errors, string? nextPageToken, bool? moreResult, bool raw, BodyWriter? body = null, string? warning = null)
    {
        Warning = warning;
        Body = body;
        Errors = errors;
        NextPageToken = nextPageToken;
        MoreResult = moreResult;
        IsRaw = raw;
    }

    /// <summary>The operation succeeded.</summary>
    public static Answer Success => default;

    /// <summary>The handler has written the whole body itself, without an envelope, to <see cref="Call.Json"/>.</summary>
    public static Answer Raw => new(null, null, null, true);

    /// <summary>The handler has set status and headers, and the body follows by itself: a file, or a text that is no JSON.</summary>
    /// <param name="body">Writes the body, after the operation's time has been measured: a slow client may take as long as it likes.</param>
    public static Answer Stream(BodyWriter body) => new(null, null, null, true, body);

    /// <summary>What writes the body; null when it is JSON.</summary>
    public BodyWriter? Body { get; }

    /// <summary>Why the operation failed as a whole; null on success.</summary>
    public IReadOnlyList<ApiError>? Errors { get; }

    /// <summary>What the caller should know of a success, or null; only the Asset API says such things.</summary>
    public string? Warning { get; }

    /// <summary>Where the next page begins; absent on the last page of most operations.</summary>
    public string? NextPageToken { get; }

    /// <summary>Whether there are more results; null where the operation does not say.</summary>
    public bool? MoreResult { get; }

    /// <summary>Where the page is, or null; the new emails, templates and fragments alone say it.</summary>
    public PageDetails? Details { get; init; }

    /// <summary>Whether the body has no envelope.</summary>
    public bool IsRaw { get; }

    /// <summary>A page of results; <paramref name="nextPageToken"/> is null on the last one.</summary>
    public static Answer Page(string? nextPageToken) => new(null, nextPageToken, nextPageToken is not null, false);

    /// <summary>A page of a log: where to go on is always said, also when there is nothing more now.</summary>
    public static Answer Page(string nextPageToken, bool more) => new(null, nextPageToken, more, false);

    /// <summary>Where to begin, and no result.</summary>
    public static Answer Next(string nextPageToken) => new(null, nextPageToken, null, false);

    /// <summary>The operation succeeded, and there is something to say of it: that nothing was found, above all.</summary>
    public static Answer Warn(string warning) => new(null, null, null, false, warning: warning);

    /// <summary>The operation failed as a whole.</summary>
    public static Answer Fail(ApiError error) => new([error], null, null, false);

    /// <summary>The operation failed as a whole.</summary>
    public static implicit operator Answer(ApiError error) => Fail(error);

    /// <summary>The operation failed as a whole.</summary>
    public static Answer ToAnswer(ApiError error) => Fail(error);
}
