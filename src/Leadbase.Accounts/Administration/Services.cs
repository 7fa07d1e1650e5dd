using System.Security.Cryptography;

namespace Leadbase.Accounts;

/// <content>LaunchPoint: custom services.</content>
public static partial class Administration
{
    /// <summary>Creates a custom service of an API-only user.</summary>
    /// <param name="by">Who creates it.</param>
    /// <param name="name">The service's name.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="userId">An API-only user; no other may own a service.</param>
    /// <param name="credentials">Credentials to use instead of random ones: the sandbox's well-known pair.</param>
    /// <returns>The service and its secret.</returns>
    /// <exception cref="AdministrationException">The user does not exist or is not API-only, or the name is taken.</exception>
    public static Task<(Service Service, string Secret)> CreateServiceAsync(
        Administrator by, string name, string? description, string userId, (string Id, string Secret)? credentials = null) => Change.RunAsync(by, async change =>
    {
        CheckName(change.Directory.Services, s => s.Name, name, "service");
        var user = Named(change.Directory.Users, u => u.UserId, userId, "user");
        if (!user.ApiOnly) throw new AdministrationException($"{userId} is not an API-only user; only those own services.");
        var (clientId, secret) = credentials ?? (Guid.NewGuid().ToString(), NewSecret());
        var service = new Service(
            await change.NextIdAsync("service"), name, description, user.Id, clientId,
            by.Instance.Secrets.Encrypt(secret, Purpose(clientId)), by.Instance.Secrets.Hash(secret));
        await change.Session
            .Sql($"insert into {change.Table("service")} (id, name, description, user_id, client_id, secret, secret_hash, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8)")
            .Bind(service.Id).Bind(name).Bind(description).Bind(user.Id).Bind(clientId)
            .Bind(service.EncryptedSecret).Bind(service.SecretHash.ToString()).Bind(by.Instance.Now).ExecuteAsync();
        await change.LogAsync("create", "service", name, null, Told(change, service));
        return (service, secret);
    });

    /// <summary>Gives a service another secret and ends its tokens.</summary>
    /// <exception cref="AdministrationException">The service is gone.</exception>
    public static Task<string> RotateSecretAsync(Administrator by, Service service, string? secret = null) => Change.RunAsync(by, async change =>
    {
        service = Present(change.Directory, service);
        secret ??= NewSecret();
        await change.Session.Sql($"update {change.Table("service")} set secret = $2, secret_hash = $3 where id = $1")
            .Bind(service.Id).Bind(by.Instance.Secrets.Encrypt(secret, Purpose(service.ClientId))).Bind(by.Instance.Secrets.Hash(secret).ToString()).ExecuteAsync();
        await EndTokensAsync(change, service);
        await change.LogAsync("rotate secret", "service", service.Name, null, null);
        return secret;
    });

    /// <summary>Revokes a service: it is gone, and its tokens with it.</summary>
    /// <exception cref="AdministrationException">The service is gone.</exception>
    public static Task DeleteServiceAsync(Administrator by, Service service) => Change.RunAsync(by, async change =>
    {
        service = Present(change.Directory, service);
        await EndTokensAsync(change, service);
        await change.Session.Sql($"delete from {change.Table("service")} where id = $1").Bind(service.Id).ExecuteAsync();
        await change.LogAsync("delete", "service", service.Name, Told(change, service), null);
    });

    /// <summary>The secret of a service, for an administrator who looks at it again; that it was looked at is in the audit log.</summary>
    public static async Task<string> RevealSecretAsync(Administrator by, Service service)
    {
        await Change.RunAsync(by, change => change.LogAsync("reveal secret", "service", Present(change.Directory, service).Name, null, null));
        return Reveal(by.Instance, service);
    }

    /// <summary>The secret of a service, for the server itself.</summary>
    public static string Reveal(Instance instance, Service service) =>
        instance.Secrets.Decrypt(service.EncryptedSecret, Purpose(service.ClientId));

    /// <summary>Get Token: the service's present token and how many seconds it lives on, or a new one.</summary>
    /// <exception cref="AdministrationException">The service's user is locked, or at the end of its time.</exception>
    public static async Task<(string Token, int ExpiresIn)> GetTokenAsync(Administrator by, Service service, CancellationToken cancel = default)
    {
        var directory = await AccountDirectory.OfAsync(by.Instance, cancel);
        if (directory.PrincipalOf(service.Id) is not { } caller || caller.EndsAt <= by.Instance.Now)
        {
            throw new AdministrationException($"The user of the service '{service.Name}' is not admitted.");
        }
        return await Tokens.Of(by.Instance).IssueAsync(service, cancel);
    }

    /// <summary>A random secret of 32 letters and digits.</summary>
    public static string NewSecret() => RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", 32);

    private static string Purpose(string clientId) => "secret of " + clientId;

    private static Service Present(AccountDirectory directory, Service service) =>
        directory.Services.FirstOrDefault(s => s.Id == service.Id) ?? throw new AdministrationException($"There is no service '{service.Name}' any more.");

    private static async Task EndTokensAsync(Change change, Service service) =>
        await change.Session.Sql($"delete from {change.Table("token")} where service_id = $1").Bind(service.Id).ExecuteAsync();

    private static object Told(Change change, Service service) => new
    {
        service.Name,
        service.Description,
        User = change.Directory.Users.Single(u => u.Id == service.UserId).UserId,
        service.ClientId,
    };
}
