using Microsoft.AspNetCore.Http;

namespace Leadbase.Gateway;

/// <summary>How the operations of one API answer, and where they take the token from.</summary>
public sealed record ApiForm
{
    /// <summary>The REST API: an envelope, and errors with HTTP 200.</summary>
    public static readonly ApiForm Rest = new() { HasEnvelope = true };

    /// <summary>Identity: bare answers and errors of its own; what the gateway refuses has an envelope, as a bug is HTTP 500.</summary>
    public static readonly ApiForm Identity = new() { StatusOf = code => code is "604" or "611" or "713" ? StatusCodes.Status500InternalServerError : StatusCodes.Status200OK };

    /// <summary>User Management: bare answers; a failure has an HTTP status, and no <c>success</c>. The token is in the header only.</summary>
    public static readonly ApiForm UserManagement = new() { TellsSuccess = false, TakesTokenParameter = false, StatusOf = UserStatus };

    /// <summary>Whether an answer is in the envelope of requestId, success and result.</summary>
    public bool HasEnvelope { get; private init; }

    /// <summary>Whether a failure says so in a member of its own, beside its errors.</summary>
    public bool TellsSuccess { get; private init; } = true;

    /// <summary>Whether the token may be a parameter, if the instance's settings allow it.</summary>
    public bool TakesTokenParameter { get; private init; } = true;

    /// <summary>The HTTP status of a failure by its code.</summary>
    public Func<string, int> StatusOf { get; private init; } = _ => StatusCodes.Status200OK;

    /// <summary>The form of an API, by its name in the catalogue.</summary>
    public static ApiForm Of(string api) => api switch
    {
        "mapi" or "asset" => Rest,
        "user" => UserManagement,
        _ => Identity,
    };

    /// <summary>The form in which a path is answered that no operation has.</summary>
    public static ApiForm OfPath(string path) => path.StartsWith("/userservice/", StringComparison.OrdinalIgnoreCase) ? UserManagement : Rest;

    private static int UserStatus(string code) => code switch
    {
        "601" or "602" => StatusCodes.Status401Unauthorized,
        "603" => StatusCodes.Status403Forbidden,
        "604" => StatusCodes.Status504GatewayTimeout,
        "605" => StatusCodes.Status405MethodNotAllowed,
        "606" or "607" or "615" => StatusCodes.Status429TooManyRequests,
        "608" or "713" => StatusCodes.Status503ServiceUnavailable,
        "610" or "614" or "1013" => StatusCodes.Status404NotFound,
        "611" => StatusCodes.Status500InternalServerError,
        "612" => StatusCodes.Status415UnsupportedMediaType,
        "1017" or "1022" => StatusCodes.Status409Conflict,
        _ => StatusCodes.Status400BadRequest,
    };
}
