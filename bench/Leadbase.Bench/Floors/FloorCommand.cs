using System.CommandLine;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Leadbase.Bench.Floors;

/// <summary>
/// <c>floor</c>: a bare ASP.NET Core endpoint, Kestrel as the server has it and one delegate, that does what one
/// operation cannot do without. Started by <c>load</c> as a process of its own.
/// </summary>
internal static class FloorCommand
{
    public static Command Create()
    {
        var kind = new Argument<string>("kind");
        kind.AcceptOnlyFromAmong("lead", "filter", "activities", "memory");
        var urls = new Option<string>("--urls") { Required = true };
        var sqlite = new Option<string?>("--sqlite");
        var postgres = new Option<string?>("--postgres");
        var schema = new Option<string?>("--schema");
        var body = new Option<string?>("--body") { Description = "What memory answers, in base 64." };
        var command = new Command("floor", "A bare endpoint to compare with; started by load.") { kind, urls, sqlite, postgres, schema, body };
        command.SetAction((parse, cancel) =>
        {
            FloorReader? reader = (parse.GetValue(sqlite), parse.GetValue(postgres)) switch
            {
                ({ } file, _) => new SqliteFloorReader(file),
                (_, { } connection) => new PostgresFloorReader(connection, parse.GetValue(schema)!),
                _ => null,
            };
            RequestDelegate serve = parse.GetValue(kind) switch
            {
                "lead" => reader!.LeadAsync,
                "filter" => reader!.LeadsAsync,
                "activities" => reader!.ActivitiesAsync,
                _ => Memory(Convert.FromBase64String(parse.GetValue(body)!)),
            };
            return ServeAsync(parse.GetValue(urls)!, serve, cancel);
        });
        return command;
    }

    private static async Task<int> ServeAsync(string url, RequestDelegate serve, CancellationToken cancel)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [] });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(url);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MaxRequestLineSize = 64 * 1024;
        });
        await using var app = builder.Build();
        app.Run(serve);
        await app.StartAsync(cancel);
        await app.WaitForShutdownAsync(cancel);
        return 0;
    }

    private static RequestDelegate Memory(byte[] body) => http => FloorReader.SendAsync(http, body);
}
