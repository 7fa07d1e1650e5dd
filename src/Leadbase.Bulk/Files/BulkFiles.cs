namespace Leadbase.Bulk.Files;

/// <summary>What the files of exports and imports are called among all files.</summary>
public static class BulkFiles
{
    /// <summary>The file of an export's result.</summary>
    public static string OfExport(string id) => $"export/{id}";

    /// <summary>A file of an import.</summary>
    /// <param name="id">The batch id.</param>
    /// <param name="part"><c>upload</c>, <c>failures</c> or <c>warnings</c>.</param>
    public static string OfImport(long id, string part) => $"import/{id}/{part}";
}
