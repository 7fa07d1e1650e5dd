using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Leadbase.Bench.Load;
using Leadbase.Server;
using Microsoft.Playwright;

namespace Leadbase.Bench.Consoles;

/// <summary>
/// <c>console</c>: how soon a page of the console is painted and reacts, in Chromium on loopback, against a line of text from
/// the same server; and what the console costs in memory, unopened and open.
/// </summary>
internal sealed class ConsoleCommand(string server, string chromium, int loads)
{
    private const string Line = "/";
    private const int OpenPages = 10;

    private static readonly (string Name, string Path)[] Pages =
    [
        ("A line of text, the floor", Line),
        ("Sign in", "/console/sign-in"),
        ("Home", $"/console/{Sandbox.MunchkinId}"),
        ("Users & Roles", $"/console/{Sandbox.MunchkinId}/admin/users"),
        ("Calls", $"/console/{Sandbox.MunchkinId}/calls"),
        ("People", $"/console/{Sandbox.MunchkinId}/people"),
        ("API reference", $"/console/{Sandbox.MunchkinId}/reference"),
        ("Usage of seven days", $"/console/{Sandbox.MunchkinId}/admin/web-services/usage"),
    ];

    public static Command Create()
    {
        var loads = new Option<int>("--loads") { DefaultValueFactory = _ => 20, Description = "How often each page is opened." };
        var chromium = new Option<string>("--chromium") { DefaultValueFactory = _ => "/usr/bin/chromium", Description = "The browser's executable." };
        var server = new Option<string>("--server") { DefaultValueFactory = _ => LoadCommand.BuiltServer(), Description = "The server's executable." };
        var command = new Command("console", "Measure the first paint of the console's pages and the console's memory.") { loads, chromium, server };
        command.SetAction(parse => new ConsoleCommand(parse.GetValue(server)!, parse.GetValue(chromium)!, parse.GetValue(loads)).RunAsync());
        return command;
    }

    private async Task RunAsync()
    {
        var data = Directory.CreateTempSubdirectory("leadbase-bench-").FullName;
        try
        {
            using var process = ChildProcess.Start(server, url => ["serve", "--call-log", "off", "--data", data, "--urls", url]);
            await Task.Delay(TimeSpan.FromSeconds(3));
            Print($"Memory after start: {process.ResidentMegabytes:0} MB");
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"] });
            await PaintAsync(browser, process, data);
            await OpenAsync(browser, process, data);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private async Task PaintAsync(IBrowser browser, ChildProcess process, string data)
    {
        Print($"| Page | First paint, cold, ms (p50 / max) | Times the floor | First paint, cached, ms | Reacts after, ms |\n|---|---:|---:|---:|---:|");
        var origin = $"http://127.0.0.1:{process.Port}";
        var floor = 0.0;
        foreach (var (name, path) in Pages)
        {
            var (cold, warm, reacts) = (new List<double>(), new List<double>(), new List<double>());
            for (var i = 0; i <= loads; i++)
            {
                await using var profile = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1280, Height = 800 } });
                var page = await profile.NewPageAsync();
                await page.GotoAsync("about:blank");
                if (path.Length > Line.Length && !path.EndsWith("sign-in", StringComparison.Ordinal)) await SignInAsync(profile, origin, data);
                var first = await PaintedAsync(page, origin + path);
                var again = await PaintedAsync(page, origin + path);
                // The first of all pays for compiling the server's code and is no measure of the others.
                if (i == 0) continue;
                cold.Add(first.Painted);
                warm.Add(again.Painted);
                if (again.Reacts is { } ready) reacts.Add(ready);
            }
            if (path == Line) floor = Median(cold);
            Print($"| {name} | {Median(cold):0} / {cold.Max():0} | {Median(cold) / floor:0.0} | {Median(warm):0} | {(reacts.Count > 0 ? Median(reacts).ToString("0", CultureInfo.InvariantCulture) : "")} |");
        }
    }

    private async Task OpenAsync(IBrowser browser, ChildProcess process, string data)
    {
        var before = process.ResidentMegabytes;
        var origin = $"http://127.0.0.1:{process.Port}";
        await using var profile = await browser.NewContextAsync();
        await SignInAsync(profile, origin, data);
        for (var i = 0; i < OpenPages; i++)
        {
            var page = await profile.NewPageAsync();
            await PaintedAsync(page, $"{origin}/console/{Sandbox.MunchkinId}/admin/users");
        }
        Print($"Memory after these: {before:0} MB; with {OpenPages} pages open: {process.ResidentMegabytes:0} MB");
    }

    private static async Task<(double Painted, double? Reacts)> PaintedAsync(IPage page, string address)
    {
        await page.GotoAsync(address);
        var reacts = 0.0;
        var isLive = await page.Locator("main[aria-busy]").CountAsync() > 0;
        if (isLive) reacts = await page.EvaluateAsync<double>("new Promise(done => { const look = () => document.querySelector('main[aria-busy=false]') ? done(performance.now()) : setTimeout(look, 2); look(); })");
        var painted = await page.EvaluateAsync<double>("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? performance.now()");
        return (painted, isLive ? reacts : null);
    }

    private async Task SignInAsync(IBrowserContext profile, string origin, string data)
    {
        var start = new ProcessStartInfo(server, ["console", "link", Sandbox.AdministratorEmail, "--data", data, "--url", origin, "--json"]) { RedirectStandardOutput = true };
        using var command = Process.Start(start)!;
        using var printed = System.Text.Json.JsonDocument.Parse(await command.StandardOutput.ReadToEndAsync());
        await profile.APIRequest.GetAsync(printed.RootElement.GetProperty("address").GetString()!);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private static void Print(FormattableString line) => System.Console.WriteLine(FormattableString.Invariant(line));
}
