using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace Leadbase.Tests.Support;

/// <summary>The databases that a test runs on.</summary>
public enum DatabaseKind
{
    Sqlite,
    Postgres,
}

/// <summary>
/// Runs a theory once per database, before its other data if it has a second parameter. Where no PostgreSQL is
/// configured its runs show up as skipped, never as green.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OnEveryDatabaseAttribute : DataAttribute
{
    public const string Variable = "LEADBASE_TEST_POSTGRES";

    public static string? PostgresConnection => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } value ? value : null;

    public override ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        new([new TheoryDataRow(DatabaseKind.Sqlite), new TheoryDataRow(DatabaseKind.Postgres) { Skip = SkipReason }]);

    public override bool SupportsDiscoveryEnumeration() => true;

    public static string? SkipReason =>
        PostgresConnection is null ? $"No PostgreSQL: set {Variable} to a connection string, for example 'Host=127.0.0.1;Username=postgres'." : null;
}
