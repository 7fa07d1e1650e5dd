namespace Leadbase.Accounts;

/// <content>Workspaces and partitions.</content>
public static partial class Administration
{
    /// <summary>Creates a lead partition.</summary>
    /// <exception cref="AdministrationException">The name is taken or too long.</exception>
    public static Task<Partition> CreatePartitionAsync(Administrator by, string name, string? description = null) => Change.RunAsync(by, async change =>
    {
        CheckName(change.Directory.Partitions, p => p.Name, name, "partition");
        var partition = new Partition(await change.NextIdAsync("partition"), name, description);
        await change.Session.Sql($"insert into {change.Table("partition")} (id, name, description) values ($1, $2, $3)")
            .Bind(partition.Id).Bind(name).Bind(description).ExecuteAsync();
        await change.LogAsync("create", "partition", name, null, new { name, description });
        return partition;
    });

    /// <summary>Creates a workspace that reaches partitions, the first of which is its primary one.</summary>
    /// <param name="by">Who creates it.</param>
    /// <param name="name">The workspace's name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="partitions">The names of its partitions.</param>
    /// <param name="chosenId">The id it is to have; null for the next one.</param>
    /// <exception cref="AdministrationException">A partition does not exist, or the id or the name is taken.</exception>
    public static Task<Workspace> CreateWorkspaceAsync(
        Administrator by, string name, string? description, IReadOnlyList<string> partitions, long? chosenId = null) => Change.RunAsync(by, async change =>
    {
        if (partitions.Count == 0) throw new AdministrationException("A workspace needs at least one partition.");
        if (chosenId is <= Workspace.AllZones) throw new AdministrationException("The id of a workspace is greater than 0.");
        if (string.Equals(name, Workspace.AllZonesName, StringComparison.OrdinalIgnoreCase)) throw new AdministrationException($"{name} stands for all workspaces.");
        CheckName(change.Directory.Workspaces, w => w.Name, name, "workspace");
        List<long> reached = [.. partitions.Select(p => Named(change.Directory.Partitions, x => x.Name, p, "partition").Id).Distinct()];
        var id = await TakeIdAsync(change, "workspace", chosenId, change.Directory.Workspaces, w => w.Id);
        var now = change.Instance.Now;
        await change.Session.Sql($"insert into {change.Table("workspace")} (id, name, description, created_at, updated_at) values ($1, $2, $3, $4, $4)")
            .Bind(id).Bind(name).Bind(description).Bind(now).ExecuteAsync();
        var sql = $"insert into {change.Table("workspace_partition")} (workspace_id, partition_id, is_primary) values ($1, $2, $3)";
        for (var i = 0; i < reached.Count; i++) await change.Session.Sql(sql).Bind(id).Bind(reached[i]).Bind(i == 0).ExecuteAsync();
        await change.LogAsync("create", "workspace", name, null, new { name, description, partitions });
        return new Workspace(id, name, description, reached) { CreatedAt = now, UpdatedAt = now };
    });
}
