using System.Text;
using Leadbase.Accounts;
using Microsoft.AspNetCore.Http;

namespace Leadbase.Gateway.Identity;

/// <summary>
/// Identity (GET and POST): the access token of a custom service ("Authentication"). Credentials in the query or the
/// form win; HTTP Basic is used only without them. Whatever else is sent is ignored. Wrong credentials are HTTP 401.
/// </summary>
public static class GetToken
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        var (clientId, secret) = Credentials(call);
        if (call.Parameters["grant_type"] is { } grant && grant != "client_credentials")
        {
            return Refuse(call, "unsupported_grant_type", $"Unsupported grant type: {(grant.Length > 100 ? grant[..100] : grant)}");
        }
        var tokens = Tokens.Of(call.Instance);
        if (await tokens.AuthenticateAsync(clientId, secret, call.Cancel) is not { } service)
        {
            return string.IsNullOrEmpty(clientId)
                ? Refuse(call, "unauthorized", "Full authentication is required to access this resource")
                : Refuse(call, "invalid_client", "Bad client credentials");
        }
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        var (token, expiresIn) = await tokens.IssueAsync(service, call.Cancel);
        call.Http.Response.Headers.CacheControl = "no-store";
        var json = call.Json;
        json.WriteStartObject();
        json.WriteString("access_token"u8, token);
        json.WriteString("token_type"u8, "bearer"u8);
        json.WriteNumber("expires_in"u8, expiresIn);
        json.WriteString("scope"u8, directory.PrincipalOf(service.Id)?.UserEmail);
        json.WriteEndObject();
        return Answer.Raw;
    }

    private static (string? Id, string? Secret) Credentials(Call call)
    {
        if (call.Parameters["client_id"] is { } id) return (id, call.Parameters["client_secret"]);
        var header = call.Http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase)) return default;
        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length)) return default;
        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var colon = pair.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? default : (Uri.UnescapeDataString(pair[..colon]), Uri.UnescapeDataString(pair[(colon + 1)..]));
    }

    private static Answer Refuse(Call call, string error, string description)
    {
        call.Http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        call.Http.Response.Headers.CacheControl = "no-store";
        var json = call.Json;
        json.WriteStartObject();
        json.WriteString("error"u8, error);
        json.WriteString("error_description"u8, description);
        json.WriteEndObject();
        return Answer.Raw;
    }
}
