using Leadbase.Gateway;

namespace Leadbase.Bulk.Exports;

/// <summary>The twenty-four operations of exports: six for each of four kinds.</summary>
internal static class ExportRoutes
{
    /// <summary>Maps them.</summary>
    public static Routes MapExports(this Routes routes) => routes
        .Map("Leads", ExportRun.Of("leads"))
        .Map("Activities", ExportRun.Of("activities"))
        .Map("ProgramMembers", ExportRun.Of("members"))
        .Map("CustomObjects", ExportRun.Of("customObjects"));

    private static Routes Map(this Routes routes, string name, IExportKind kind) => routes
        .Map($"createExport{name}UsingPOST", ExportCalls.CreateOf(kind))
        .Map($"enqueueExport{name}UsingPOST", ExportCalls.EnqueueOf(kind))
        .Map($"cancelExport{name}UsingPOST", ExportCalls.CancelOf(kind))
        .Map($"getExport{name}StatusUsingGET", ExportCalls.StatusOf(kind))
        .Map($"getExport{name}UsingGET", ExportCalls.ListOf(kind))
        .Map($"getExport{name}FileUsingGET", ExportCalls.FileOf(kind));
}
