using Leadbase.Accounts;

namespace Leadbase.Server;

/// <summary>What a start prints: in a sandbox all that a client needs, with two lines to paste; in production what to do next.</summary>
internal static class Banner
{
    public static async Task WriteAsync(TextWriter output, LeadbaseServer server, ServerOptions options)
    {
        var url = server.Addresses.First();
        await output.WriteLineAsync(options.Sandbox ? await SandboxedAsync(server, options, url) : Production(server, url));
        await output.FlushAsync();
    }

    private static async Task<string> SandboxedAsync(LeadbaseServer server, ServerOptions options, string url) => $"""

        Leadbase sandbox, instance {Sandbox.MunchkinId}, data in {(options.Postgres is null ? options.Data : "PostgreSQL")}

          Endpoint        {url}/rest
          Identity URL    {url}/identity
          Client Id       {Sandbox.ClientId}
          Client Secret   {server.SandboxSecret}
          Console         {await server.NewConsoleLinkAsync()}

        Get a token, and make the first call:

          TOKEN=$(curl -s '{url}/identity/oauth/token?grant_type=client_credentials&client_id={Sandbox.ClientId}&client_secret={server.SandboxSecret}' | sed 's/.*"access_token":"\([^"]*\)".*/\1/')
          curl -s -H "Authorization: Bearer $TOKEN" '{url}/rest/v1/leads.json?filterType=email&filterValues=developerfeedback@marketo.com'

        """;

    private static string Production(LeadbaseServer server, string url)
    {
        var instances = server.Catalogue.Instances.Select(i => i.MunchkinId).Order(StringComparer.Ordinal).ToList();
        return instances.Count > 0
            ? $"Leadbase serves {string.Join(", ", instances)} on {url}"
            : $"""
            Leadbase listens on {url} and has no instance yet. Create one, with a role, an API-only user and a service:

              leadbase instance create 123-ABC-456
              leadbase role create "API Role" --permission "Read-Write Lead"
              leadbase user create api@example.com --role "API Role"
              leadbase service create "My integration" --user api@example.com
            """;
    }
}
