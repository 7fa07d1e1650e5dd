using Leadbase.Gateway;

namespace Leadbase.Records.Leads;

/// <summary>Get Lead Partitions: the partitions that the caller's workspaces reach.</summary>
public static class GetLeadPartitions
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        var (partitions, _) = await LeadPartitions.OfAsync(call, null);
        var json = call.Result;
        foreach (var partition in partitions!.All.Where(p => call.Reach.Includes(p.Id)))
        {
            json.WriteStartObject();
            json.WriteNumber("id"u8, partition.Id);
            json.WriteString("name"u8, partition.Name);
            if (partition.Description is { } description) json.WriteString("description"u8, description);
            json.WriteEndObject();
        }
        return Answer.Success;
    }
}
