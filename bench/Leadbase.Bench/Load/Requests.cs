using System.Globalization;
using System.Text;

namespace Leadbase.Bench.Load;

/// <summary>Requests as the bytes that go over the wire.</summary>
internal sealed class Requests(string token)
{
    /// <summary>The access token.</summary>
    public string Token => token;

    private const string Host = "123-abc-456.localhost";

    /// <summary>Get Lead by Id, with the default fields.</summary>
    public byte[] LeadById(long id) => Get($"/rest/v1/lead/{id.ToString(CultureInfo.InvariantCulture)}.json");

    /// <summary>Get Leads by Filter Type with one address.</summary>
    public byte[] LeadsByEmail(string email) => Get($"/rest/v1/leads.json?filterType=email&filterValues={Uri.EscapeDataString(email)}");

    /// <summary>The title of the lead with an address.</summary>
    public byte[] TitleOf(string email) => Get($"/rest/v1/leads.json?fields=title&filterType=email&filterValues={Uri.EscapeDataString(email)}");

    /// <summary>Get Leads by Filter Type with some ids.</summary>
    public byte[] LeadsById(IEnumerable<long> ids) => Get($"/rest/v1/leads.json?filterType=id&filterValues={string.Join(',', ids)}");

    /// <summary>Get Leads by Filter Type with many addresses, as a form with <c>_method=GET</c>.</summary>
    public byte[] LeadsByEmails(IEnumerable<string> emails) => Form("/rest/v1/leads.json", $"_method=GET&filterType=email&filterValues={Uri.EscapeDataString(string.Join(',', emails))}");

    /// <summary>Sync Leads.</summary>
    public byte[] Sync(SyncBatch batch) => Post("/rest/v1/leads.json", "application/json", batch.ToJson());

    /// <summary>The token of the sandbox.</summary>
    public static byte[] TokenOf(string clientId, string secret) => Encoding.ASCII.GetBytes(
        $"GET /identity/oauth/token?grant_type=client_credentials&client_id={clientId}&client_secret={secret} HTTP/1.1\r\nHost: {Host}\r\n\r\n");

    /// <summary>Any GET.</summary>
    public byte[] Of(string path) => Get(path);

    /// <summary>Any POST of a form.</summary>
    public byte[] Form(string path, string encoded) => Post(path, "application/x-www-form-urlencoded", Encoding.ASCII.GetBytes(encoded));

    /// <summary>Any POST of JSON.</summary>
    public byte[] Json(string path, ReadOnlySpan<byte> body) => Post(path, "application/json", body);

    private byte[] Get(string path) =>
        Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {Host}\r\nAuthorization: Bearer {token}\r\n\r\n");

    private byte[] Post(string path, string type, ReadOnlySpan<byte> body)
    {
        var head = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: {Host}\r\nAuthorization: Bearer {token}\r\nContent-Type: {type}\r\nContent-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n");
        return [.. head, .. body];
    }
}
