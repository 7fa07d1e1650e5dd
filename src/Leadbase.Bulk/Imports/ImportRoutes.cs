using Leadbase.Gateway;

namespace Leadbase.Bulk.Imports;

/// <summary>The twelve operations of imports: four for each of three kinds.</summary>
internal static class ImportRoutes
{
    /// <summary>Maps them.</summary>
    public static Routes MapImports(this Routes routes) => routes
        .Map("importLeadUsingPOST", "getImportLead", "leads")
        .Map("importProgramMemberUsingPOST", "getImportProgramMember", "members")
        .Map("importCustomObjectUsingPOST", "getImportCustomObject", "customObjects");

    private static Routes Map(this Routes routes, string start, string get, string name)
    {
        var kind = ImportRun.Of(name);
        return routes
            .Map(start, StartImport.Of(kind))
            .Map($"{get}StatusUsingGET", ImportReports.StatusOf(kind))
            .Map($"{get}FailuresUsingGET", ImportReports.FileOf(kind, "failures"))
            .Map($"{get}WarningsUsingGET", ImportReports.FileOf(kind, "warnings"));
    }
}
