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

    /// <summary>What users, roles and workspaces have beside their names, invitations, and the audit log.</summary>
    public static IEnumerable<string> AddUserManagement(Database database)
    {
        var d = database.Dialect;
        var (text, number, boolean) = (d.TypeOf(StorageKind.Text), d.TypeOf(StorageKind.Integer), d.TypeOf(StorageKind.Boolean));
        string Add(string table, string column, string type) => $"alter table {database.Table(table)} add column {column} {type}";
        var (zero, no) = (number + " not null default 0", boolean + " not null default false");

        yield return Add("workspace", "created_at", zero);
        yield return Add("workspace", "updated_at", zero);
        yield return Add("role", "is_system", no);
        yield return Add("role", "only_all_zones", no);
        yield return Add("role", "created_at", zero);
        yield return Add("role", "updated_at", zero);
        // What was the address alone is the id that a user signs in with; the address may become another one.
        yield return $"alter table {database.Table("app_user")} rename column email to userid";
        yield return Add("app_user", "email", text + " not null default ''");
        yield return Add("app_user", "locked_reason", text);
        yield return Add("app_user", "is_locked", no);
        yield return Add("app_user", "expires_at", number);
        yield return Add("app_user", "updated_at", zero);
        yield return Add("app_user", "invitation_hash", text);
        yield return Add("app_user", "invitation_ends_at", number);
        yield return Add("app_user", "invitation_reason", text);
        yield return $"update {database.Table("app_user")} set email = userid, updated_at = created_at";
        foreach (var statement in AuditLog.Create(database)) yield return statement;
    }
}
