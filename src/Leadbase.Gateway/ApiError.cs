namespace Leadbase.Gateway;

/// <summary>A code and its text, as the "Error Codes" page lists them. A code is a string on the wire.</summary>
public readonly record struct ApiError(string Code, string Message);

/// <summary>The documented errors, with the texts that clients know.</summary>
public static class Errors
{
    /// <summary>No token, or one that was never given here.</summary>
    public static readonly ApiError TokenInvalid = new("601", "Access token invalid");

    /// <summary>The token's hour is over.</summary>
    public static readonly ApiError TokenExpired = new("602", "Access token expired");

    /// <summary>The user's roles, or the IP allowlist, do not admit the call.</summary>
    public static readonly ApiError AccessDenied = new("603", "Access denied");

    /// <summary>The operation ran longer than its time-out; nothing was kept.</summary>
    public static readonly ApiError TimedOut = new("604", "Request time-out");

    /// <summary>The path exists, with another method.</summary>
    public static readonly ApiError MethodNotSupported = new("605", "HTTP Method not supported");

    /// <summary>The day's calls are used up; midnight Central time brings new ones.</summary>
    public static readonly ApiError QuotaReached = new("607", "Daily quota reached");

    /// <summary>The instance is in maintenance.</summary>
    public static readonly ApiError Unavailable = new("608", "API Temporarily Unavailable");

    /// <summary>The body is not valid JSON in UTF-8.</summary>
    public static readonly ApiError InvalidJson = new("609", "Invalid JSON");

    /// <summary>No operation has this path, or it is planned and not there yet.</summary>
    public static readonly ApiError NotFound = new("610", "Requested resource not found");

    /// <summary>A bug of the server.</summary>
    public static readonly ApiError System = new("611", "System error");

    /// <summary>The body is not declared as JSON.</summary>
    public static readonly ApiError InvalidContentType = new("612", "Invalid Content Type");

    /// <summary>The multipart body is malformed.</summary>
    public static readonly ApiError InvalidMultipart = new("613", "Invalid Multipart Request");

    /// <summary>The host names an instance that does not exist.</summary>
    public static readonly ApiError InvalidSubscription = new("614", "Invalid Subscription");

    /// <summary>Too many calls are under way.</summary>
    public static readonly ApiError TooManyConcurrent = new("615", "Concurrent access limit reached");

    /// <summary>The database could not be reached or locked in time; trying again helps.</summary>
    public static readonly ApiError Transient = new("713", "Transient Error");

    /// <summary>Too many calls in the window.</summary>
    public static ApiError RateExceeded(int limit, int seconds) => new("606", $"Max rate limit '{limit}' exceeded with in '{seconds}' secs");

    /// <summary>A value of the wrong type.</summary>
    public static ApiError InvalidValue(string value, string type) => new("1001", $"Invalid value '{Shorten(value)}'. Required of type '{type}'");

    /// <summary>A parameter that must be given is not.</summary>
    public static ApiError Missing(string parameter) => new("1002", $"Missing value for the required parameter '{parameter}'");

    /// <summary>Data that is not valid in this place; the text says why.</summary>
    public static ApiError InvalidData(string why) => new("1003", why);

    /// <summary>No lead has the key.</summary>
    public static readonly ApiError LeadNotFound = new("1004", "Lead not found");

    /// <summary>A lead with the key exists, and the action only creates.</summary>
    public static readonly ApiError LeadExists = new("1005", "Lead already exists");

    /// <summary>No field has the name.</summary>
    public static ApiError FieldNotFound(string name) => new("1006", $"Field '{Shorten(name)}' not found");

    /// <summary>More than one lead has the key.</summary>
    public static readonly ApiError SeveralLeads = new("1007", "Multiple leads match the lookup criteria");

    /// <summary>The caller's workspaces do not reach the partition.</summary>
    public static ApiError PartitionDenied(string partition) => new("1008", $"Access denied to partition '{Shorten(partition)}'");

    /// <summary>The caller does not reach the default partition, and named no other.</summary>
    public static readonly ApiError PartitionMissing = new("1009", "Partition name must be specified");

    /// <summary>The lead is in another partition than the one named.</summary>
    public static readonly ApiError PartitionUpdate = new("1010", "Partition update not allowed");

    /// <summary>The field exists and cannot be used this way.</summary>
    public static ApiError FieldNotSupported(string name) => new("1011", $"Field '{Shorten(name)}' not supported");

    /// <summary>An object with the key exists.</summary>
    public static readonly ApiError ObjectExists = new("1017", "Object already exists");

    /// <summary>A text that is not the value of a Munchkin cookie.</summary>
    public static ApiError InvalidCookie(string value) => new("1012", $"Invalid cookie value '{Shorten(value)}'");

    /// <summary>No object has the key.</summary>
    public static readonly ApiError ObjectNotFound = new("1013", "Object not found");

    /// <summary>The lead is not a member of the static list.</summary>
    public static readonly ApiError NotInList = new("1015", "Lead not in list");

    /// <summary>The day's clones of programs for scheduled campaigns are used up.</summary>
    public static readonly ApiError TooManyClones = new("1020", "Too many clones to program");

    /// <summary>Another object or asset uses it.</summary>
    public static readonly ApiError ObjectInUse = new("1022", "Object in use");

    /// <summary>Ten imports wait or run.</summary>
    public static readonly ApiError TooManyImports = new("1016", "Too many imports");

    /// <summary>Ten exports wait or run.</summary>
    public static readonly ApiError TooManyJobs = new("1029", "Too many jobs in queue");

    /// <summary>The export was enqueued before.</summary>
    public static readonly ApiError JobQueued = new("1029", "Job already queued");

    /// <summary>Today's exports are as large together as a day's may be. Clients look for this text.</summary>
    public static ApiError ExportQuotaReached(int megabytes) => new("1029", $"Export daily quota {megabytes}MB exceeded");

    /// <summary>A filter of an export that the subscription does not have.</summary>
    public static readonly ApiError UnsupportedFilter = new("1035", "Unsupported filter type for target subscription");

    /// <summary>An import into the same static list waits or runs.</summary>
    public static readonly ApiError ImportInProgress = new("1019", "Import in progress");

    /// <summary>The program's channel has no such status.</summary>
    public static readonly ApiError StatusNotFound = new("1025", "Program status not found");

    /// <summary>The instance has as many custom activity types as it may.</summary>
    public static readonly ApiError ActivityTypeLimit = new("1027", "Max Activity Type Limit Reached");

    /// <summary>A native CRM sync owns the object.</summary>
    public static readonly ApiError CrmEnabled = new("1018", "CRM Enabled");

    /// <summary>Two records of one batch have the same key.</summary>
    public static readonly ApiError DuplicateInput = new("1036", "Duplicate object found in input");

    /// <summary>No sales person has the key.</summary>
    public static readonly ApiError SalesPersonNotFound = new("718", "ExternalSalesPersonID not found");

    /// <summary>Company fields change only through Sync Companies.</summary>
    public static readonly ApiError CompanyUpdate = new("1021", "Company update not allowed");

    /// <summary>The object has as many custom fields as it may.</summary>
    public static readonly ApiError FieldLimit = new("1028", "Max field limit reached");

    /// <summary>The lead is in the status or past it.</summary>
    public static readonly ApiError StatusReached = new("1037", "Lead skipped because it is already in or past this status");

    /// <summary>The lead is not a member of the program, where a membership is to be deleted.</summary>
    public static readonly ApiError NotInProgram = new("1037", "Lead not in program");

    /// <summary>The lead is not a member of the program, where a membership's data is to be changed.</summary>
    public static readonly ApiError MembershipNotFound = new("1013", "Membership not found");

    /// <summary>The moment for which a campaign is to be scheduled is too soon or too far away.</summary>
    public static readonly ApiError InvalidRunAt = new("1042", "Invalid runAt date");

    /// <summary>There is no draft that could be discarded.</summary>
    public static readonly ApiError DiscardFailed = new("1048", "Custom Object Discard Draft Failed");

    /// <summary>An activity's attributes are too long to be kept.</summary>
    public static readonly ApiError ActivityFailed = new("1049", "Failed to Create Activity");

    /// <summary>More leads are to be merged than one call may name; the documentation has the code and no text.</summary>
    public static readonly ApiError MergeLimit = new("1080", "A call can merge at most 25 leads into one");

    // Input that is quoted back is cut, so that an answer cannot be made arbitrarily large.
    private static string Shorten(string text) => text.Length <= 255 ? text : string.Concat(text.AsSpan(0, 255), "…");
}
