using System.CommandLine;
using Leadbase.Gateway.OpenApi;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase openapi</c>: the OpenAPI document that a server has at <c>/openapi.json</c>, for tools and for <c>docs/openapi.json</c>.</summary>
internal static class OpenApiCommand
{
    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("openapi", "Print the OpenAPI 3.1 document of every operation.");
        command.SetAction(async parse => await parse.InvocationConfiguration.Output.WriteAsync(OpenApiDocument.Text));
        return command;
    }
}
