using System.Text.Json;
using System.Text.Json.Serialization;

namespace Leadbase.Accounts;

/// <summary>The limits of one instance. The defaults are the documented ones ("REST API", "Error Codes").</summary>
public sealed record InstanceLimits
{
    /// <summary>Calls a day, reset at midnight Central time (607).</summary>
    public int DailyQuota { get; init; } = 50_000;

    /// <summary>Calls in any window of <see cref="RateWindowSeconds"/> (606).</summary>
    public int RateLimit { get; init; } = 100;

    /// <summary>Length of the sliding window, in seconds.</summary>
    public int RateWindowSeconds { get; init; } = 20;

    /// <summary>Calls that may be under way at once (615).</summary>
    public int Concurrency { get; init; } = 10;

    /// <summary>Custom fields that one object may have; each is a column.</summary>
    public int CustomFieldsPerObject { get; init; } = 1_000;

    /// <summary>Members of a program that one query may go through, unless it names them by lead ("Program Members", Query; 1003).</summary>
    public int ProgramMembersPerQuery { get; init; } = 100_000;

    /// <summary>Megabytes that a day's exports may have together, reset at midnight Central time ("Bulk Extract", File Size; 1029).</summary>
    public int ExportQuotaMegabytes { get; init; } = 500;

    /// <summary>Seconds after which the status of an export is told anew; 0 tells the truth at once, and 60 is what the documentation says.</summary>
    public int ExportStatusSeconds { get; init; }
}

/// <summary>Parts of a subscription that are switched on or off.</summary>
public sealed record InstanceFeatures
{
    /// <summary>A native CRM sync owns companies, opportunities, roles and sales persons; the API then refuses them (1018).</summary>
    public bool NativeCrmSync { get; init; }

    /// <summary>Tokens are also taken from the <c>access_token</c> query or form parameter.</summary>
    public bool AccessTokenParameter { get; init; } = true;

    /// <summary>Get Lead Activities and Get Lead Changes refuse a <c>listId</c> of 10,000 members or more (1003).</summary>
    public bool ActivityListLimit { get; init; }

    /// <summary>
    /// <see cref="InstanceLimits.ProgramMembersPerQuery"/> counts the members that match the filter, and not all of the
    /// program's. The documentation says that it depends on the subscription.
    /// </summary>
    public bool CountMatchingMembers { get; init; }

    /// <summary>Exports of leads and custom objects take the filters of smart lists, and of leads updatedAt, too; otherwise they are 1035 ("Bulk Lead Extract", Filters).</summary>
    public bool ExtractFilters { get; init; } = true;
}

/// <summary>What is kept of API calls, for whoever looks for what went wrong.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CallRecording>))]
public enum CallRecording
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>Who called what, when, and how it ended; nothing of what was sent.</summary>
    Calls,

    /// <summary>Also queries, headers and bodies, with secrets masked.</summary>
    Full,
}

/// <summary>What an email has where its creation says nothing else ("Emails", Create and Update).</summary>
public sealed record EmailDefaults
{
    /// <summary>The sender's name.</summary>
    public string FromName { get; init; } = "Leadbase";

    /// <summary>The sender's address.</summary>
    public string FromEmail { get; init; } = "marketing@example.com";

    /// <summary>The address that answers go to.</summary>
    public string ReplyEmail { get; init; } = "marketing@example.com";
}

/// <summary>What an administrator may set on an instance.</summary>
public sealed record InstanceSettings
{
    // By reflection: generated code would give a setting that is not stored its type's default and not its own.
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Limits; enforced unless the server runs with <c>--limits off</c>.</summary>
    public InstanceLimits Limits { get; init; } = new();

    /// <summary>Switches.</summary>
    public InstanceFeatures Features { get; init; } = new();

    /// <summary>Senders of emails that name none.</summary>
    public EmailDefaults Email { get; init; } = new();

    /// <summary>IANA name of the time zone in which a datetime without offset is read.</summary>
    public string TimeZone { get; init; } = "America/Chicago";

    /// <summary>Every API call answers 608 while true.</summary>
    public bool Maintenance { get; init; }

    /// <summary>What is kept of API calls; a sandbox keeps all.</summary>
    public CallRecording Recording { get; init; } = CallRecording.Calls;

    /// <summary>Addresses and CIDR networks that may call the API; empty admits all (603 otherwise).</summary>
    public IReadOnlyList<string> IpAllowlist { get; init; } = [];

    /// <summary>The settings as stored.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The settings from what was stored.</summary>
    public static InstanceSettings FromJson(string json) =>
        JsonSerializer.Deserialize<InstanceSettings>(json, Json) ?? new InstanceSettings();
}
