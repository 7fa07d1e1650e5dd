using Leadbase.Storage;

namespace Leadbase.Accounts.SignIn;

/// <summary>Tables of console accounts in the catalogue: who a person is does not depend on an instance.</summary>
internal static class SignInSchema
{
    /// <summary>Accounts, sessions and one-time links.</summary>
    public static IEnumerable<string> Create(Database database)
    {
        var (text, number) = (database.Dialect.TypeOf(StorageKind.Text), database.Dialect.TypeOf(StorageKind.Integer));
        yield return $"""
            create table {database.Table("console_account")}
                (userid {text} primary key, password_hash {text}, failed_logins {number} not null, locked_until {number} not null,
                 last_login_at {number}, created_at {number} not null, updated_at {number} not null)
            """;
        foreach (var table in (string[])["console_session", "console_link"])
        {
            yield return $"""
                create table {database.Table(table)}
                    (hash {text} primary key, userid {text} not null, created_at {number} not null, expires_at {number} not null)
                """;
        }
        yield return $"create table {database.Table("sequence")} (name {text} primary key, next {number} not null)";
        foreach (var statement in AuditLog.Create(database)) yield return statement;
    }
}
