namespace Leadbase.Storage;

/// <summary>One step forward of a schema. Steps are never changed once released, only added.</summary>
/// <param name="Version">Never given twice; steps are applied in its order, and one that is added below a newer one is made up for.</param>
/// <param name="Name">What the step brings, for the log.</param>
/// <param name="Script">The statements, in the words of the given database's dialect.</param>
public sealed record Migration(int Version, string Name, Func<Database, IEnumerable<string>> Script);

/// <summary>The database was written by a newer program than this one.</summary>
public sealed class NewerSchemaException(string location, long found, long known) : Exception(
    $"{location} has schema version {found}, and this program knows only version {known}. Use a newer Leadbase.");

/// <summary>Brings a database to the newest version under a lock; forward only.</summary>
public static class Migrator
{
    /// <summary>Applies the steps that are missing, all in one transaction.</summary>
    /// <param name="database">The database; created when it does not exist.</param>
    /// <param name="migrations">Every step, in order.</param>
    /// <param name="time">The clock for the record of applied steps.</param>
    /// <param name="then">Work to be done under the same lock, for example adding columns of new standard fields.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="NewerSchemaException">The data is newer than the program.</exception>
    public static Task MigrateAsync(
        Database database, IReadOnlyList<Migration> migrations, TimeProvider time, Func<Session, Task>? then = null, CancellationToken cancel = default) =>
        database.ExclusivelyAsync(
            async session =>
            {
                var versions = database.Table("schema_version");
                var d = database.Dialect;
                await session.RunAsync($"""
                    create table if not exists {versions}
                        (version {d.IdType} primary key, name {d.TypeOf(StorageKind.Text)} not null, applied_at {d.TypeOf(StorageKind.Integer)} not null)
                    """);
                var applied = await session.Sql($"select version from {versions}").ListAsync(r => r.GetInt64(0));
                var known = migrations.Max(m => m.Version);
                if (applied.Any(version => version > known)) throw new NewerSchemaException(database.Location, applied.Max(), known);
                foreach (var migration in migrations.ExceptBy(applied, m => m.Version).OrderBy(m => m.Version))
                {
                    foreach (var statement in migration.Script(database)) await session.RunAsync(statement);
                    await session.Sql($"insert into {versions} (version, name, applied_at) values ($1, $2, $3)")
                        .Bind(migration.Version).Bind(migration.Name).Bind(time.GetUtcNow().ToUnixTimeSeconds()).ExecuteAsync();
                }
                if (then is not null) await then(session);
            },
            cancel);
}
