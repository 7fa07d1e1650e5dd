using Microsoft.AspNetCore.Http;

namespace Leadbase.Gateway;

/// <summary>The HTTP status of errors in the User Management API, which alone has one for each ("User Management").</summary>
internal static class UserServiceStatus
{
    /// <summary>The status of a code.</summary>
    public static int Of(string code) => code switch
    {
        "601" or "602" => StatusCodes.Status401Unauthorized,
        "603" => StatusCodes.Status403Forbidden,
        "605" => StatusCodes.Status405MethodNotAllowed,
        "606" or "607" or "615" => StatusCodes.Status429TooManyRequests,
        "608" or "713" => StatusCodes.Status503ServiceUnavailable,
        "604" => StatusCodes.Status504GatewayTimeout,
        "610" or "614" or "1013" => StatusCodes.Status404NotFound,
        "611" => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status400BadRequest,
    };
}
