using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Records.Objects;

namespace Leadbase.Records.Leads;

/// <summary>Merge Leads: up to 25 leads become part of another one ("Leads", Merge).</summary>
public static class MergeLeads
{
    private const int MaxLosers = 25;

    /// <summary>Handles the operation. <c>mergeInCRM</c> is accepted: there is no CRM behind the server to merge in.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        if (!TryId(call.Route[0], out var winner)) return Errors.InvalidValue(call.Route[0], "Integer");
        var losers = new List<long>();
        foreach (var text in call.Parameters.List("leadId").Concat(call.Parameters.List("leadIds")))
        {
            if (!TryId(text, out var id)) return Errors.InvalidValue(text, "Integer");
            losers.Add(id);
        }
        if (losers.Count == 0) return Errors.Missing("leadId");
        if (losers.Count > MaxLosers) return Errors.MergeLimit;
        if (losers.Contains(winner)) return Errors.InvalidData($"Lead {winner} cannot be merged into itself");
        if (losers.Distinct().Count() < losers.Count) return Errors.InvalidData("A lead to be merged is named more than once");
        if (call.Parameters["mergeInCRM"] is { Length: > 0 } flag && !bool.TryParse(flag, out _)) return Errors.InvalidValue(flag, "Boolean");

        var schema = await RecordSchema.OfAsync(call.Instance, call.Cancel);
        var (partitions, _) = await LeadPartitions.OfAsync(call, null);
        var cause = new ChangeCause("Web service API", "mergeLeads", call.Principal.UserEmail, call.Instance.Now);
        var error = await WriteTransaction.RunAsync(
            call.Instance, session => LeadMerge.RunAsync(session, schema, partitions!, winner, losers, cause), call.Cancel);
        return error is { } refusal ? refusal : Answer.Success;
    }

    private static bool TryId(string text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
}
