using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Leadbase.Accounts;

namespace Leadbase.Server.Cli;

/// <summary>The options that <c>instance create</c> and <c>instance set</c> take; what is not given stays as it is.</summary>
internal sealed class InstanceSettingOptions
{
    private readonly Option<string?> _timeZone = new("--time-zone")
    {
        HelpName = "NAME",
        Description = "IANA name of the time zone in which a datetime without offset is read.",
    };

    private readonly Option<int?> _dailyQuota = Number("--daily-quota", "Calls a day, until midnight Central time (607).");
    private readonly Option<int?> _rateLimit = Number("--rate-limit", "Calls in any rate window (606).");
    private readonly Option<int?> _rateWindow = Number("--rate-window", "Length of the rate window in seconds.", "SECONDS");
    private readonly Option<int?> _concurrency = Number("--concurrency", "Calls that may be under way at once (615).");
    private readonly Option<int?> _customFields = Number("--custom-fields", "Custom fields that one object may have.");
    private readonly Option<int?> _programMembers = Number("--program-members", "Members of a program that one query may go through (1003).");
    private readonly Option<int?> _exportQuota = Number("--export-quota", "Megabytes that a day's exports may have together (1029).", "MB");
    private readonly Option<int?> _exportStatus = Number("--export-status", "Seconds after which an export's status is told anew; 0 tells it at once.", "SECONDS");
    private readonly Option<string?> _matchingMembers = OnOff("--count-matching-members", "Let --program-members count those that match the query's filter.");
    private readonly Option<string?> _nativeCrmSync = OnOff(
        "--native-crm-sync", "A native CRM sync owns companies, opportunities and sales persons; the API refuses them (1018).");
    private readonly Option<string?> _accessTokenParameter = OnOff("--access-token-parameter", "Take tokens from the access_token parameter too.");
    private readonly Option<string?> _activityListLimit = OnOff(
        "--activity-list-limit", "Activities and changes of a static list of 10,000 members or more are refused (1003).");

    private readonly Option<string?> _extractFilters = OnOff(
        "--extract-filters", "Exports take the filters updatedAt, smartListId and smartListName, which some subscriptions have not (1035).");

    private readonly Option<string?> _recording = Recording();
    private readonly Option<string?> _maintenance = OnOff("--maintenance", "Answer every API call with 608.");
    private readonly Option<string?> _ipAllowlist = new("--ip-allowlist")
    {
        HelpName = "LIST",
        Description = "Addresses and CIDR networks that may call, separated by commas; \"\" admits all (603 otherwise).",
    };

    /// <summary>Every option.</summary>
    public IReadOnlyList<Option> All =>
    [
        _timeZone, _dailyQuota, _rateLimit, _rateWindow, _concurrency, _customFields, _programMembers, _matchingMembers,
        _exportQuota, _exportStatus,
        _nativeCrmSync, _accessTokenParameter, _activityListLimit, _extractFilters, _recording, _maintenance, _ipAllowlist,
    ];

    /// <summary>The settings with what was given.</summary>
    public InstanceSettings Apply(ParseResult parse, InstanceSettings settings) => settings with
    {
        TimeZone = parse.GetValue(_timeZone) ?? settings.TimeZone,
        Recording = parse.GetValue(_recording) is { } recording ? Enum.Parse<CallRecording>(recording, ignoreCase: true) : settings.Recording,
        Maintenance = IsOn(parse, _maintenance) ?? settings.Maintenance,
        IpAllowlist = parse.GetValue(_ipAllowlist)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            ?? settings.IpAllowlist,
        Features = settings.Features with
        {
            NativeCrmSync = IsOn(parse, _nativeCrmSync) ?? settings.Features.NativeCrmSync,
            AccessTokenParameter = IsOn(parse, _accessTokenParameter) ?? settings.Features.AccessTokenParameter,
            ActivityListLimit = IsOn(parse, _activityListLimit) ?? settings.Features.ActivityListLimit,
            CountMatchingMembers = IsOn(parse, _matchingMembers) ?? settings.Features.CountMatchingMembers,
            ExtractFilters = IsOn(parse, _extractFilters) ?? settings.Features.ExtractFilters,
        },
        Limits = settings.Limits with
        {
            DailyQuota = parse.GetValue(_dailyQuota) ?? settings.Limits.DailyQuota,
            RateLimit = parse.GetValue(_rateLimit) ?? settings.Limits.RateLimit,
            RateWindowSeconds = parse.GetValue(_rateWindow) ?? settings.Limits.RateWindowSeconds,
            Concurrency = parse.GetValue(_concurrency) ?? settings.Limits.Concurrency,
            CustomFieldsPerObject = parse.GetValue(_customFields) ?? settings.Limits.CustomFieldsPerObject,
            ProgramMembersPerQuery = parse.GetValue(_programMembers) ?? settings.Limits.ProgramMembersPerQuery,
            ExportQuotaMegabytes = parse.GetValue(_exportQuota) ?? settings.Limits.ExportQuotaMegabytes,
            ExportStatusSeconds = parse.GetValue(_exportStatus) ?? settings.Limits.ExportStatusSeconds,
        },
    };

    private static Option<int?> Number(string name, string description, string helpName = "N") =>
        new(name) { HelpName = helpName, Description = description, CustomParser = ParseNumber };

    private static int? ParseNumber(ArgumentResult argument)
    {
        if (int.TryParse(argument.Tokens[0].Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)) return number;
        argument.AddError($"'{argument.Tokens[0].Value}' is not a whole number that fits {((OptionResult)argument.Parent!).Option.Name}.");
        return null;
    }

    private static Option<string?> Recording()
    {
        var option = new Option<string?>("--record-calls")
        {
            Description = "What is kept of API calls: nothing, who called what, or also queries, headers and bodies with secrets masked.",
        };
        option.AcceptOnlyFromAmong("off", "calls", "full");
        return option;
    }

    private static Option<string?> OnOff(string name, string description)
    {
        var option = new Option<string?>(name) { Description = description };
        option.AcceptOnlyFromAmong("on", "off");
        return option;
    }

    private static bool? IsOn(ParseResult parse, Option<string?> option) => parse.GetValue(option) is { } word ? word == "on" : null;
}
