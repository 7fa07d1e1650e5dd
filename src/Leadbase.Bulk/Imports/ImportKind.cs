using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Storage;

namespace Leadbase.Bulk.Imports;

/// <summary>What differs between imports of leads, of program members and of custom objects, and nothing else.</summary>
internal interface IImportKind
{
    /// <summary>The kind's name in the table.</summary>
    string Name { get; }

    /// <summary>Reads the parameters of a call that are the kind's own.</summary>
    /// <param name="call">The call.</param>
    /// <param name="session">A reading session.</param>
    /// <param name="order">The order with what all kinds have.</param>
    ValueTask<(ImportOrder? Order, ApiError Error)> ReadAsync(Call call, Session session, ImportOrder order);

    /// <summary>What imports the file's rows.</summary>
    /// <returns>Why none of them can be, when a column is unknown or what the order names is gone.</returns>
    Task<(IImportWriter? Writer, string? Failure)> OpenAsync(Instance instance, ImportOrder order, CancellationToken cancel);
}

/// <summary>Writes rows of an import.</summary>
internal interface IImportWriter
{
    /// <summary>What each column of the file is for.</summary>
    IReadOnlyList<ImportColumn> Columns { get; }

    /// <summary>Writes rows that can be written, in their order, and sets the failure of those that cannot.</summary>
    Task WriteAsync(Session session, IReadOnlyList<ImportRow> rows);
}
