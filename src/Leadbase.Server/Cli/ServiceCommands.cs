using System.CommandLine;
using System.Text.Json.Serialization;
using Leadbase.Accounts;

namespace Leadbase.Server.Cli;

/// <summary><c>leadbase service</c>.</summary>
internal static class ServiceCommands
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CliContext cli) => cli.InstanceNoun(
        "service", "Custom services: the client ids and secrets that programs call the API with.",
        Creation(cli), ListAndShow.List(cli, "service", AllAsync), Showing(cli), Rotation(cli));

    private static Command Creation(CliContext cli)
    {
        var (name, description) = (ListAndShow.NameOf("service"), ListAndShow.Description());
        var user = new Option<string>("--user") { HelpName = "EMAIL", Required = true, Description = "The API-only user that it acts for." };
        return cli.Verb(
            "create", "Create a custom service and print its client id and secret.",
            async call =>
            {
                var (service, secret) = await Administration.CreateServiceAsync(
                    call.Administrator, call.Parse.GetRequiredValue(name), call.Parse.GetValue(description), call.Parse.GetRequiredValue(user));
                return View(await call.DirectoryAsync(), service, secret);
            },
            name, user, description);
    }

    private static Command Showing(CliContext cli)
    {
        var name = ListAndShow.NameOf("service");
        var reveal = new Option<bool>("--secret") { Arity = ArgumentArity.Zero, Description = "Show the client secret too." };
        return cli.Verb(
            "show", "Show one custom service.",
            async call =>
            {
                var service = await NamedAsync(call, name);
                return View(await call.DirectoryAsync(), service, call.Parse.GetValue(reveal) ? await Administration.RevealSecretAsync(call.Administrator, service) : null);
            },
            name, reveal);
    }

    private static Command Rotation(CliContext cli)
    {
        var name = ListAndShow.NameOf("service");
        return cli.Verb(
            "rotate", "Give a custom service another secret, end its tokens, and print the secret.",
            async call =>
            {
                var service = await NamedAsync(call, name);
                var secret = await Administration.RotateSecretAsync(call.Administrator, service);
                return View(await call.DirectoryAsync(), service, secret);
            },
            name);
    }

    private static async Task<Service> NamedAsync(CliCall call, Argument<string> name) =>
        ListAndShow.Named((await call.DirectoryAsync()).Services, service => service.Name, call.Parse.GetRequiredValue(name), "service");

    private static async Task<IReadOnlyList<ServiceView>> AllAsync(CliCall call)
    {
        var directory = await call.DirectoryAsync();
        return [.. directory.Services.Select(service => View(directory, service, null))];
    }

    private static ServiceView View(AccountDirectory directory, Service service, string? secret) => new(
        service.Id, service.Name, service.Description, directory.Users.Single(u => u.Id == service.UserId).UserId, service.ClientId, secret);

    /// <summary>A service; the secret is left out unless it was asked for.</summary>
    private sealed record ServiceView(
        long Id, string Name, string? Description, string User, string ClientId,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ClientSecret);
}
