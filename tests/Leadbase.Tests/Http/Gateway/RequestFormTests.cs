using System.Text;

namespace Leadbase.Tests.Http.Gateway;

/// <summary>The ways in which clients send parameters: query, form, both, and the method override of "Error Codes", 414.</summary>
public sealed class RequestFormTests
{
    private const string Leads = "/rest/v1/leads.json";
    private const string Form = "filterType=email&filterValues=developerfeedback%40marketo.com&fields=id";

    [Theory]
    [InlineData("?_method=GET", Form)]
    [InlineData("?_METHOD=get", Form)]
    [InlineData("", "_method=GET&" + Form)]
    [InlineData("?filterType=email", "_method=GET&filterValues=developerfeedback%40marketo.com&fields=id")]
    [InlineData("?_method=GET&" + Form, "")]
    public async Task A_POST_with_the_method_overridden_is_served_as_a_GET(string query, string form)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        IsKenneth(await SendAsync(server, HttpMethod.Post, Leads + query, form, "application/x-www-form-urlencoded; charset=UTF-8"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_form_without_a_content_type_is_understood_whole_or_chunked(bool chunked)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        IsKenneth(await SendAsync(server, HttpMethod.Post, Leads + "?_method=GET", Form, null, chunked));
        IsKenneth(await SendAsync(server, HttpMethod.Post, Leads, "_method=GET&" + Form, null, chunked));
    }

    [Fact]
    public async Task The_parameters_of_a_GET_are_those_of_its_query_and_its_form()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        IsKenneth(await SendAsync(
            server, HttpMethod.Get, Leads + "?filterType=email&fields=id", "filterValues=developerfeedback%40marketo.com", "application/x-www-form-urlencoded"));
    }

    [Fact]
    public async Task Only_a_POST_is_overridden_and_only_to_GET()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        Assert.Equal("605", (await server.Api.GetAsync("/rest/v1/leads/delete.json?_method=POST")).Code);
        Assert.Equal("612", (await SendAsync(server, HttpMethod.Post, Leads + "?_method=PUT", Form, "application/x-www-form-urlencoded")).Code);
        Assert.Equal("605", (await SendAsync(server, HttpMethod.Post, "/rest/v1/leads/delete.json?_method=GET", Form, "application/x-www-form-urlencoded")).Code);
    }

    [Theory]
    [InlineData("filterValues=1,2,3")]
    [InlineData("filterValues=1&filterValues=2&filterValues=3")]
    [InlineData("filterValues=1,2&filterValues=3")]
    [InlineData("FilterValues=1&filtervalues=+2+,,3,")]
    [InlineData("filterValues=1%2C2%2c3")]
    public async Task A_list_is_given_with_commas_repeatedly_or_both(string values)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var reply = await server.Api.GetAsync($"{Leads}?filterType=id&{values}&fields=id");

        Assert.Equal([1L, 2L, 3L], reply.Result.Select(r => r.GetProperty("id").GetInt64()));
    }

    [Theory]
    [InlineData("//rest//v1//leads.json")]
    [InlineData("/rest/v1//leads.json/")]
    [InlineData("/rest/./v1/leads.json")]
    [InlineData("/bulk/../rest/v1/leads.json")]
    [InlineData("/rest/v1/%6Ceads.json")]
    public async Task Doubled_slashes_dots_and_escapes_lead_to_the_same_operation(string path)
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var reply = await server.RawGetAsync($"{path}?{Form}");

        Assert.Contains("\"result\":[{\"id\":1}]", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bulk_API_is_found_below_the_endpoint_that_clients_are_configured_with()
    {
        var bulk = GatewayProbe.Any(o => o is { IsBulk: true, Method: "GET" });
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, mapMore: routes => routes.Replace(bulk.Id, call =>
        {
            call.Result.WriteStringValue(call.Operation.Id);
            return new(Leadbase.Gateway.Answer.Success);
        }));

        var reply = await server.RawGetAsync("/rest/.." + bulk.Path);

        Assert.Contains($"\"result\":[\"{bulk.Id}\"]", reply, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_breaks_the_rules_of_HTTP_is_400()
    {
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite);

        var reply = await server.RawAsync(
            $"POST {Leads} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {await server.Api.TokenAsync()}\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\nno chunk size\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", reply, StringComparison.Ordinal);
    }

    private static void IsKenneth(Reply reply) => Assert.Equal("""{"id":1}""", Assert.Single(reply.Result).GetRawText());

    private static Task<Reply> SendAsync(TestServer server, HttpMethod method, string path, string form, string? contentType, bool chunked = false)
    {
        var request = new HttpRequestMessage(method, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(form)) };
        if (contentType is not null) request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (chunked) request.Headers.TransferEncodingChunked = true;
        return server.Api.SendAsync(request);
    }
}
