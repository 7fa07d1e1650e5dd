using System.CommandLine;
using System.Data.Common;
using Leadbase.Accounts;
using Leadbase.Storage;
using Leadbase.Storage.Postgres;

namespace Leadbase.Server.Cli;

/// <summary>Failures that a person can do something about are told in a sentence; any other is a bug and shows itself whole.</summary>
internal static class Failures
{
    /// <summary>Runs a command; a failure that can be explained goes to standard error, with exit code 1.</summary>
    public static async Task<int> ExplainAsync(ParseResult parse, Func<Task<int>> run)
    {
        try
        {
            return await run();
        }
        catch (Exception e) when (IsExplained(e))
        {
            await parse.InvocationConfiguration.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static bool IsExplained(Exception e) => e switch
    {
        AdministrationException or NewerSchemaException or OldServerException => true,
        // A port in use, a folder that is a file, a file that may not be read.
        IOException or UnauthorizedAccessException => true,
        DbException failure => IsOfConnection(failure),
        _ => false,
    };

    /// <summary>The database server is not there, or turns the login (28) or the database's name (3D) down.</summary>
    private static bool IsOfConnection(DbException e) =>
        e.IsTransient || e.SqlState is ['2', '8', ..] or ['3', 'D', ..];
}
