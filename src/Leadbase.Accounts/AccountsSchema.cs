using Leadbase.Storage;

namespace Leadbase.Accounts;

/// <summary>Tables of accounts and usage in every instance.</summary>
public static class AccountsSchema
{
    /// <summary>Partitions, workspaces, roles, users, services, tokens, usage and the id sequences.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var d = database.Dialect;
        var (id, text, number, boolean) =
            (d.IdType + " primary key", d.TypeOf(StorageKind.Text), d.TypeOf(StorageKind.Integer), d.TypeOf(StorageKind.Boolean));
        string T(string name) => database.Table(name);

        yield return $"create table {T("sequence")} (name {text} primary key, next {number} not null)";
        yield return $"create table {T("partition")} (id {id}, name {text} not null unique, description {text})";
        yield return $"create table {T("workspace")} (id {id}, name {text} not null unique, description {text})";
        yield return $"""
            create table {T("workspace_partition")}
                (workspace_id {number} not null, partition_id {number} not null, is_primary {boolean} not null, primary key (workspace_id, partition_id))
            """;
        yield return $"create table {T("role")} (id {id}, name {text} not null unique, description {text})";
        yield return $"create table {T("role_permission")} (role_id {number} not null, permission {text} not null, primary key (role_id, permission))";
        yield return $"""
            create table {T("app_user")}
                (id {id}, email {text} not null unique, first_name {text}, last_name {text}, api_only {boolean} not null, created_at {number} not null)
            """;
        yield return $"""
            create table {T("user_role")}
                (user_id {number} not null, role_id {number} not null, workspace_id {number} not null, primary key (user_id, role_id, workspace_id))
            """;
        yield return $"""
            create table {T("service")}
                (id {id}, name {text} not null unique, description {text}, user_id {number} not null,
                 client_id {text} not null unique, secret {text} not null, secret_hash {text} not null, created_at {number} not null)
            """;
        yield return $"""
            create table {T("token")}
                (hash {text} primary key, service_id {number} not null, ciphertext {text} not null, expires_at {number} not null)
            """;
        yield return $"create index {Identifier.Quote("token_service")} on {T("token")} (service_id)";
        yield return $"create table {T("usage_call")} (day {text} not null, user_id {text} not null, calls {number} not null, primary key (day, user_id))";
        yield return $"create table {T("usage_error")} (day {text} not null, code {text} not null, calls {number} not null, primary key (day, code))";
        foreach (var sequence in (string[])["partition", "workspace", "role", "app_user", "service"]) yield return d.CreateSequence(database, sequence);
    }
}
