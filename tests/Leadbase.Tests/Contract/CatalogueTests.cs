using System.Text.RegularExpressions;
using Leadbase.Accounts;
using Leadbase.Gateway;
using Leadbase.Server;

namespace Leadbase.Tests.Contract;

/// <summary>The catalogue of operations: whole, consistent with what is mapped, and true to the documentation's permissions.</summary>
public sealed partial class CatalogueTests(ITestOutputHelper output)
{
    /// <summary>"Custom Services", Permission List.</summary>
    private static readonly string[] DocumentedPermissions =
    [
        "Approve Assets", "Execute Campaign",
        "Read-Only Activity", "Read-Only Activity Metadata", "Read-Only Assets", "Read-Only Campaign", "Read-Only Company", "Read-Only Custom Object",
        "Read-Only Lead", "Read-Only Named Account", "Read-Only Named Account List", "Read-Only Opportunity", "Read-Only Sales Person",
        "Read-Write Activity", "Read-Write Activity Metadata", "Read-Write Assets", "Read-Write Campaign", "Read-Write Company", "Read-Write Custom Object",
        "Read-Write Lead", "Read-Write Named Account", "Read-Write Named Account List", "Read-Write Opportunity", "Read-Write Sales Person",
    ];

    [Fact]
    public void Every_operation_is_there_once()
    {
        var all = OperationCatalogue.All;

        Assert.Equal(367, all.Count);
        Assert.Equal(all.Count, all.Select(o => o.Id).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.Equal(all.Count, all.Select(o => $"{o.Method} {Parameter().Replace(o.Path, "{}")}").Distinct().Count());
        Assert.Equal(
            ["asset 199", "data-ingestion 7", "identity 2", "mapi 147", "user 12"],
            all.GroupBy(o => o.Api).Select(g => $"{g.Key} {g.Count()}").Order(StringComparer.Ordinal));
        Assert.All(all, o => Assert.True(o is { Method: "GET" or "POST" or "DELETE", Status: "implemented" or "planned", TimeoutSeconds: > 0 } && o.Path.StartsWith('/'), o.ToString()));
    }

    [Fact]
    public void Implemented_operations_are_exactly_the_mapped_ones()
    {
        var implemented = OperationCatalogue.All.Where(o => o.IsImplemented).Select(o => o.Id);

        Assert.Equal(implemented.Order(StringComparer.Ordinal), Modules.Map().Mapped.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_path_leads_to_its_own_operation()
    {
        var router = Modules.Map().Build();

        foreach (var operation in OperationCatalogue.All)
        {
            var match = router.Find(Fill(operation));
            var entry = match.For(operation.Method);
            Assert.True(entry?.Operation == operation, $"{operation.Method} {Fill(operation)} leads to {entry?.Operation.Id ?? "nothing"} and not to {operation.Id}");
            Assert.Equal(operation.IsImplemented, entry!.Handler is not null);
        }
    }

    [Fact]
    public async Task Every_planned_operation_answers_610()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, o => o.Limits = "off");
        var planned = OperationCatalogue.All.Where(o => !o.IsImplemented).ToList();

        foreach (var operation in planned)
        {
            var reply = await server.Api.SendAsync(new HttpRequestMessage(new HttpMethod(operation.Method), Fill(operation)));
            Assert.True(reply is { Status: 200, Code: "610" }, $"{operation.Id}: HTTP {reply.Status} {reply.Body}");
        }

        foreach (var api in OperationCatalogue.All.GroupBy(o => o.Api)) output.WriteLine($"{api.Key}: {api.Count(o => !o.IsImplemented)} of {api.Count()} left");
        output.WriteLine($"all: {planned.Count} of {OperationCatalogue.All.Count} left");
    }

    [Fact]
    public void Only_where_the_documentation_says_None_no_permission_is_needed()
    {
        var open = OperationCatalogue.All.Where(o => o.Permissions.Count == 0).ToList();

        Assert.Equal(
            ["getDailyErrorsUsingGET", "getDailyUsageUsingGET", "getLast7DaysErrorsUsingGET", "getLast7DaysUsageUsingGET", "identityUsingGET", "identityUsingPOST"],
            open.Select(o => o.Id).Order(StringComparer.Ordinal));
        Assert.Equal(open.Where(o => o.Api == "identity"), open.Where(o => !o.NeedsToken));
    }

    [Fact]
    public void Every_permission_of_an_operation_and_of_the_documentation_exists()
    {
        Assert.Equal(24, DocumentedPermissions.Distinct().Count());
        Assert.Empty(DocumentedPermissions.Except(Permissions.All));
        Assert.Empty(OperationCatalogue.All.SelectMany(o => o.Permissions).Except(Permissions.All));
        Assert.Equal(Permissions.All.Count, Permissions.All.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        // Each is a bit of a 64-bit set.
        Assert.Equal(Permissions.All.Count, Permissions.All.Select(p => Permissions.Of(p).Bits).Distinct().Count());
        // None is there for nothing.
        Assert.Empty(Permissions.All.Except(OperationCatalogue.All.SelectMany(o => o.Permissions)).Except(DocumentedPermissions));
    }

    [Fact]
    public async Task Every_permission_can_be_granted_alone()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);
        foreach (var permission in Permissions.All)
        {
            var role = await Administration.CreateRoleAsync(server.Instance, $"Only {permission}", null, [permission]);
            var user = await Administration.CreateUserAsync(server.Instance, $"u{role.Id}@x.test", null, null, apiOnly: true, [(role.Name, Administration.DefaultName)]);
            var (service, _) = await Administration.CreateServiceAsync(server.Instance, $"For {permission}", null, user.Email);

            var principal = (await AccountDirectory.OfAsync(server.Instance)).PrincipalOf(service.Id)!;

            // With "Read-Write" goes its "Read-Only", and nothing else.
            var readOnly = permission.Replace("Read-Write", "Read-Only", StringComparison.Ordinal).Replace("Read Write", "Read Only", StringComparison.Ordinal);
            Assert.Equal(Permissions.Of(Permissions.All.Where(p => p == permission || p == readOnly)), principal.Permissions);
            foreach (var operation in OperationCatalogue.All.Where(o => o.Permissions is [var only] && only == permission))
            {
                Assert.True(operation.Admits(principal.Permissions), operation.Id);
            }
        }
    }

    private static string Fill(Operation operation) => Parameter().Replace(operation.Path, "7");

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
