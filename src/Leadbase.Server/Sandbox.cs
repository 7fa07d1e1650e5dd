using Leadbase.Accounts;

namespace Leadbase.Server;

/// <summary>The instance that a sandbox has from its first start, with credentials that everybody knows.</summary>
internal static class Sandbox
{
    public const string MunchkinId = "123-ABC-456";
    public const string ClientId = "11111111-1111-4111-8111-111111111111";
    public const string ClientSecret = "sandboxsandboxsandboxsandbox0000";
    public const string UserEmail = "api@sandbox.local";
    public const string AdministratorEmail = "admin@sandbox.local";
    private const string RoleName = "API Role";
    private const string ServiceName = "Sandbox";

    /// <summary>Creates the instance, its user and its service when they are not there; returns the service's secret.</summary>
    public static async Task<string> EnsureAsync(InstanceCatalogue catalogue, ServerOptions options, CancellationToken cancel)
    {
        if (catalogue.Find(MunchkinId) is not { } instance)
        {
            instance = await catalogue.CreateAsync(MunchkinId, new InstanceSettings { Recording = CallRecording.Full }, cancel: cancel);
        }
        await EnsureAccountsAsync(instance);
        if (options.DemoData) await DemoData.LoadAsync(instance, cancel);
        var service = (await AccountDirectory.OfAsync(instance, cancel)).Services.Single(s => s.ClientId == ClientId);
        var secret = Administration.Reveal(instance, service);
        // What everybody knows must not open a door that everybody reaches; and what was random goes back to the known one.
        if (options.AllowRemote == (secret == ClientSecret))
        {
            secret = await Administration.RotateSecretAsync(instance, service, options.AllowRemote ? null : ClientSecret);
        }
        return secret;
    }

    /// <summary>Ends the credentials that everybody knows, where production is served from what was a sandbox.</summary>
    public static async Task CloseAsync(InstanceCatalogue catalogue, CancellationToken cancel)
    {
        foreach (var instance in catalogue.Instances)
        {
            var service = (await AccountDirectory.OfAsync(instance, cancel)).ServiceOf(ClientId);
            if (service is not null && Administration.Reveal(instance, service) == ClientSecret) await Administration.RotateSecretAsync(instance, service);
        }
        await catalogue.Accounts.Sessions.EndAllAsync(AdministratorEmail, cancel);
    }

    /// <summary>The token of a link that signs in the sandbox's administrator, who has no password, once.</summary>
    public static Task<string> NewLinkAsync(InstanceCatalogue catalogue, CancellationToken cancel) =>
        catalogue.Accounts.Sessions.CreateLinkAsync(AdministratorEmail, cancel);

    // Each step looks first, so that a start that was cut off is finished by the next one.
    private static async Task EnsureAccountsAsync(Instance instance)
    {
        var directory = await AccountDirectory.OfAsync(instance);
        await Administration.CreateDefaultsAsync(instance);
        if (!directory.Roles.Any(r => r.Name == RoleName)) await Administration.CreateRoleAsync(instance, RoleName, "Every API permission", Permissions.All);
        if (!directory.Users.Any(u => u.UserId == UserEmail))
        {
            await Administration.CreateUserAsync(instance, UserEmail, "API", "User", apiOnly: true, [(RoleName, Administration.DefaultName)]);
        }
        if (directory.Find(AdministratorEmail) is null)
        {
            await Administration.CreateUserAsync(
                instance, AdministratorEmail, "Sandbox", "Administrator", apiOnly: false, [(Administration.AdminRole, Workspace.AllZonesName)]);
        }
        await instance.Catalogue.Accounts.EnsureAsync(AdministratorEmail, Administrator.Server);
        if (directory.ServiceOf(ClientId) is null)
        {
            await Administration.CreateServiceAsync(instance, ServiceName, "The sandbox's well-known credentials", UserEmail, (ClientId, ClientSecret));
        }
    }
}
