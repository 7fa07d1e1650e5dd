using Leadbase.Gateway;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>"Error Codes", 610: no operation has the path, or it is only planned.</summary>
public sealed class NotFoundTests
{
    [Theory]
    [InlineData("/rest/v1/nothing.json")]
    [InlineData("/rest/v1/leads")]
    [InlineData("/rest/v1/leads.xml")]
    [InlineData("/rest/v1/Leads.json")]
    [InlineData("/rest/v1/leads.json/more")]
    [InlineData("/rest/v1/lead/.json")]
    [InlineData("/rest/v1")]
    [InlineData("/rest")]
    [InlineData("/favicon.ico")]
    public async Task An_unknown_path_is_610_and_charged(string path)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var charged = await server.ChargedAsync(async () => (await server.Api.GetAsync(path)).Is("610", "Requested resource not found"));

        Assert.Equal(1, charged);
    }

    [Fact]
    public async Task Every_planned_operation_is_610_and_charged()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, o => o.Limits = "off");
        var planned = OperationCatalogue.All.Where(o => !o.IsImplemented).ToList();

        var charged = await server.ChargedAsync(async () =>
        {
            foreach (var operation in planned)
            {
                var path = System.Text.RegularExpressions.Regex.Replace(operation.Path, @"\{[^}]*\}", "1");
                var reply = operation.Method == "GET" ? await server.Api.GetAsync(path) : await server.Api.PostAsync(path, "{}");
                Assert.True(reply.Code == "610", $"{operation.Id}: {reply.Body}");
            }
        });

        Assert.Equal(planned.Count, charged);
    }

    [Fact]
    public async Task An_unknown_path_without_a_token_is_601()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        (await server.Api.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/rest/v1/nothing.json"), authorize: false)).Is("601", "Access token invalid");
    }
}
