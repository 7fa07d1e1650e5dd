using System.Net.Sockets;
using System.Text;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>What the tests of the gateway have in common.</summary>
internal static class GatewayProbe
{
    public const string Usage = "/rest/v1/stats/usage.json";
    public const string Partitions = "/rest/v1/leads/partitions.json";
    private static int _names;

    /// <summary>An operation without path parameters, for a handler of the test's own.</summary>
    public static Operation Any(Func<Operation, bool> wanted) =>
        OperationCatalogue.All.Last(o => !o.Path.Contains('{', StringComparison.Ordinal) && wanted(o));

    /// <summary>Such a GET operation with the plain envelope, which the Asset API adds to; none that the tests count with.</summary>
    public static Operation AnyGet() => Any(o => o.Api == "mapi" && o.Permissions.Count > 0 && !o.IsBulk && o.Method == "GET");

    /// <summary>The calls counted today, this one included.</summary>
    public static async Task<long> CountAsync(this TestServer server)
    {
        var reply = await server.Api.GetAsync(Usage);
        Assert.True(reply.Success, reply.Body);
        return reply.Result[0].GetProperty("total").GetInt64();
    }

    /// <summary>How many calls the work was charged.</summary>
    public static async Task<long> ChargedAsync(this TestServer server, Func<Task> work)
    {
        var before = await server.CountAsync();
        await work();
        return await server.CountAsync() - before - 1;
    }

    public static Task SetAsync(this TestServer server, Func<InstanceSettings, InstanceSettings> change) =>
        server.Server.Catalogue.SetAsync(server.Instance, change(server.Instance.Settings));

    public static Task LimitAsync(this TestServer server, int quota = 50_000, int rate = 100, int window = 20, int concurrency = 10) =>
        server.SetAsync(s => s with
        {
            Limits = new InstanceLimits { DailyQuota = quota, RateLimit = rate, RateWindowSeconds = window, Concurrency = concurrency },
        });

    /// <summary>A client of a new service, whose user has a role with the permissions in the default workspace.</summary>
    public static async Task<ApiClient> ServiceAsync(this TestServer server, params IReadOnlyList<string> permissions)
    {
        var email = await server.UserAsync(permissions);
        var (service, secret) = await Administration.CreateServiceAsync(server.Instance, "Service of " + email, null, email);
        return server.Api.With(service.ClientId, secret);
    }

    /// <summary>A client of a second instance, 456-DEF-789, with every permission.</summary>
    public static async Task<ApiClient> SecondInstanceAsync(this TestServer server, string? host)
    {
        var instance = await server.Server.Catalogue.CreateAsync("456-DEF-789", new InstanceSettings());
        await Administration.CreateDefaultsAsync(instance);
        await Administration.CreateRoleAsync(instance, "All", null, Permissions.All);
        await Administration.CreateUserAsync(instance, "other@example.com", null, null, apiOnly: true, [("All", Administration.DefaultName)]);
        var (service, secret) = await Administration.CreateServiceAsync(instance, "Other", null, "other@example.com");
        return server.Api.With(service.ClientId, secret, host);
    }

    /// <summary>A new API-only user with a role of its own in a workspace.</summary>
    public static async Task<string> UserAsync(this TestServer server, IReadOnlyList<string> permissions, string workspace = Administration.DefaultName)
    {
        var number = Interlocked.Increment(ref _names);
        var role = await Administration.CreateRoleAsync(server.Instance, $"Role {number}", null, permissions);
        var user = await Administration.CreateUserAsync(
            server.Instance, $"user{number}@test.local", null, null, apiOnly: true, [(role.Name, workspace)]);
        return user.Email;
    }

    /// <summary>Sends bytes as they are and returns everything that comes back; the request must ask to close.</summary>
    public static async Task<string> RawAsync(this TestServer server, string request)
    {
        var address = new Uri(server.Url);
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(request));
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }

    /// <summary>A GET with a path that no client library leaves as it is.</summary>
    public static async Task<string> RawGetAsync(this TestServer server, string path) => await server.RawAsync(
        $"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {await server.Api.TokenAsync()}\r\nConnection: close\r\n\r\n");

    /// <summary>Waits for what another thread does; the clock of the test is not involved.</summary>
    public static async Task EventuallyAsync(Func<Task<bool>> holds, string what)
    {
        var until = DateTime.UtcNow.AddSeconds(20);
        while (!await holds())
        {
            Assert.True(DateTime.UtcNow < until, what);
            await Task.Delay(10);
        }
    }

    public static void Is(this Reply reply, string code, string message)
    {
        Assert.Equal(200, reply.Status);
        Assert.False(reply.Success);
        var error = Assert.Single(reply.Root.GetProperty("errors").EnumerateArray());
        Assert.Equal((code, message), (error.GetProperty("code").GetString(), error.GetProperty("message").GetString()));
        Assert.False(reply.Root.TryGetProperty("result", out _));
    }
}
