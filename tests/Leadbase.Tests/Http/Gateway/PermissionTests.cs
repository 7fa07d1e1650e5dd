using System.Text.RegularExpressions;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Custom Services": what a role's permissions admit, operation by operation.</summary>
public sealed partial class PermissionTests
{
    [Fact]
    public void Every_Read_Write_permission_includes_its_Read_Only_one_and_not_the_other_way_round()
    {
        var pairs = 0;
        foreach (var writing in Permissions.All)
        {
            var reading = ReadWrite().Replace(writing, "Read$1Only");
            if (reading == writing || !Permissions.Exists(reading)) continue;
            pairs++;
            Assert.True(Permissions.Granted(writing).HasAll(Permissions.Of(writing, reading)), writing);
            Assert.False(Permissions.Granted(reading).HasAny(Permissions.Of(writing)), reading);
        }

        // The twelve pairs of the public list without Custom Object Type, which stands in the definitions, and Redirect Rules.
        Assert.Equal(13, pairs);
    }

    [Fact]
    public void Every_operation_of_the_catalogue_admits_each_alternative_and_nothing_else()
    {
        foreach (var operation in OperationCatalogue.All.Where(o => o.Permissions.Count > 0))
        {
            foreach (var role in Admitted(operation)) Assert.True(operation.Admits(Permissions.Granted(role)), $"{operation.Id}: {string.Join(", ", role)}");
            foreach (var role in Refused(operation)) Assert.False(operation.Admits(Permissions.Granted(role)), $"{operation.Id} without {string.Join(", ", Permissions.All.Except(role))}");
        }
    }

    [Fact]
    public void An_operation_without_permissions_admits_every_role()
    {
        Assert.All(OperationCatalogue.All.Where(o => o.Permissions.Count == 0), o => Assert.True(o.Admits(default)));
    }

    [Theory, OnEveryDatabase]
    public async Task Every_implemented_operation_admits_and_refuses_roles_as_the_catalogue_says(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database, o => o.Limits = "off");
        var services = new Dictionary<string, ApiClient>();
        async Task<ApiClient> WithAsync(IReadOnlyList<string> role) =>
            services.TryGetValue(string.Join('|', role), out var known) ? known : services[string.Join('|', role)] = await server.ServiceAsync(role);

        foreach (var operation in OperationCatalogue.All.Where(o => o is { IsImplemented: true, NeedsToken: true, Permissions.Count: > 0 }))
        {
            foreach (var role in Admitted(operation))
            {
                var reply = await CallAsync(await WithAsync(role), operation);
                Assert.True(reply.Code != "603", $"{operation.Id} with {string.Join(", ", role)}: {reply.Body}");
            }
            foreach (var role in Refused(operation)) AssertDenied(operation, await CallAsync(await WithAsync(role), operation));
        }
        foreach (var client in services.Values) client.Dispose();
    }

    [Theory, OnEveryDatabase]
    public async Task Operations_that_need_no_permission_are_open_to_every_service(DatabaseKind database)
    {
        await using var server = await TestServer.StartAsync(database);
        using var service = await server.ServiceAsync();

        foreach (var operation in OperationCatalogue.All.Where(o => o is { IsImplemented: true, NeedsToken: true, Permissions.Count: 0 }))
        {
            Assert.True((await CallAsync(service, operation)).Success, operation.Id);
        }
    }

    private static void AssertDenied(Operation operation, Reply reply) =>
        Assert.Equal((operation.Form.StatusOf("603"), "603", "Access denied"), (reply.Status, reply.Code, reply.Message));

    /// <summary>The smallest roles that admit a call.</summary>
    private static IEnumerable<IReadOnlyList<string>> Admitted(Operation operation) =>
        operation.NeedsAll ? [operation.Permissions] : operation.Permissions.Select(p => (IReadOnlyList<string>)[p]);

    /// <summary>The largest roles that do not.</summary>
    private static IEnumerable<IReadOnlyList<string>> Refused(Operation operation)
    {
        if (!operation.NeedsAll) return [Without(operation.Permissions)];
        return operation.Permissions.Select(p => Without([p]));
    }

    // A permission that includes a missing one is missing, too.
    private static List<string> Without(IReadOnlyList<string> missing) =>
        [.. Permissions.All.Where(p => !Permissions.Granted(p).HasAny(Permissions.Of(missing)))];

    private static Task<Reply> CallAsync(ApiClient api, Operation operation)
    {
        var path = Parameter().Replace(operation.Path, "1");
        return operation.Method == "GET" ? api.GetAsync(path) : api.PostAsync(path, "{}");
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex("^Read([- ])Write")]
    private static partial Regex ReadWrite();
}
