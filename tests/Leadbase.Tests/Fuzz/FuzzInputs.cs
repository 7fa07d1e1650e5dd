using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Leadbase.Gateway;

namespace Leadbase.Tests.Fuzz;

/// <summary>One input.</summary>
/// <param name="Index">Its number; with the seed it gives the same input again.</param>
/// <param name="Operation">The operation it began as.</param>
/// <param name="Method">The method it is sent with.</param>
/// <param name="Raw">Every byte.</param>
/// <param name="IsBroken">Whether it may be no HTTP at all, so that the server may just close the connection.</param>
internal sealed record FuzzInput(int Index, Operation Operation, string Method, byte[] Raw, bool IsBroken);

/// <summary>Makes inputs from valid requests: mostly one or two things are wrong, so that they come far.</summary>
/// <param name="seed">Two runs of one seed make the same inputs.</param>
/// <param name="token">A valid access token.</param>
/// <param name="pageToken">A valid token of the activity log.</param>
/// <param name="host">The server's host and port.</param>
/// <param name="paths">How the paths of the operations begin.</param>
internal sealed partial class FuzzInputs(int seed, string token, string pageToken, string host, string[] paths)
{
    public const string ClientId = "22222222-2222-4222-8222-222222222222";
    public const string ClientSecret = "fuzzfuzzfuzzfuzzfuzzfuzzfuzz0000";

    private const string Boundary = "fuzzboundary";
    private readonly Operation[] _all = [.. Of(paths)];
    private readonly Operation[] _implemented = [.. Of(paths).Where(o => o.IsImplemented).SelectMany(o => Enumerable.Repeat(o, WeightOf(o)))];

    private static readonly string[] Methods = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS", "get", "FUZZ"];

    private static readonly string[] PathJunk =
        ["%", "%zz", "%2", "%00", "%2F", "%c0%af", "%ff", "%u0041", "..", ".", "%2e%2e", "a;b=c", "+", "~", "*", "%ed%a0%80", "%F0%9F%9A%80", "\u00e9"];

    private static readonly string[] QueryJunk =
        ["&", "&&&=", "&%", "&a=%zz", "&=b", "&a[]=1", "&a=%ff%fe", "&a=%ed%a0%80", "&a=%00", "#x", "&a=1&a=2", ";a=b", "&fields=%00", "&filterValues=%ff", "&\u00e9"];

    private static readonly string[] ContentTypes =
    [
        "application/json; charset=utf-8", "Application/JSON;charset=utf-16", "application/x-www-form-urlencoded", "text/plain", "text/json", "application/xml",
        "multipart/form-data", "multipart/form-data; boundary=", $"multipart/form-data; boundary={Boundary}", "application/octet-stream", "*/*", "json", ";", "application/json,text/html",
    ];

    private static readonly string[] OddHeaders =
    [
        "Accept-Encoding: gzip", "Accept-Encoding: gzip", "Accept-Encoding: gzip;q=0", "Accept-Encoding: br, *;q=0.5, ;;,", "Accept: text/html", "X-HTTP-Method-Override: DELETE",
        "Expect: 100-continue", "X-Forwarded-For: 1.2.3.4", "X-Forwarded-Host: evil.example", "Range: bytes=0-10", "If-None-Match: *", "Cookie: a=b; c", "Content-Encoding: gzip",
        "Origin: https://evil.example", "Authorization: Basic !!!", "Authorization: Basic Og==", "Authorization: bearer", "Content-Language: \u00e9", "TE: trailers", "Via: x",
        "Upgrade: websocket", "X-Long: " + new string('h', 8_000), "Traceparent: 00-zz", "Accept-Language: de", "Content-MD5: x", "Max-Forwards: 0",
    ];

    private static readonly string[] Hosts =
    [
        "localhost", "[::1]", "127.0.0.1:1", "123-abc-456.localhost", "123-ABC-456.mktorest.com", "999-ZZZ-999.localhost", "999-zzz-999.mktorest.com", "888-AAA-888.mktorest.com",
        "evil.example", "123-ABC-456.evil.example", "localhost.evil.example", "", "123-ABC-456", "x.localhost",
    ];

    /// <summary>Makes an input.</summary>
    public FuzzInput Make(int index)
    {
        var random = new Random(unchecked((seed * 1_000_003) + index));
        var operation = random.Chance(88) ? random.Pick(_implemented) : random.Pick(_all);
        var parameters = Seeds.Parameters(operation, random);
        if (operation.Path.StartsWith("/rest/v1/activities", StringComparison.Ordinal)) parameters.Add(("nextPageToken", pageToken));
        parameters = Mutate(parameters, random);
        var method = random.Chance(3) ? random.Pick(Methods) : operation.Method;
        var headers = new List<string>();
        byte[] body = [];
        if (operation.Method != "GET")
        {
            body = BodyOf(operation, random, headers);
            // What is in a form need not be in the query, too.
            if (operation.Api == "asset" && (operation.Body is BodyKind.Form or BodyKind.Multipart) && random.Chance(80)) parameters = [];
        }
        else if (method == "GET" && random.Chance(6))
        {
            // What would be too long for a URI travels as a form.
            (method, body) = ("POST", Encoding.Latin1.GetBytes(Encode(parameters, random)));
            parameters = [("_method", "GET")];
            headers.Add("Content-Type: application/x-www-form-urlencoded");
        }
        else if (random.Chance(2))
        {
            body = Json(operation, random);
            headers.Add("Content-Type: application/json");
        }
        if (Authorization(random, parameters) is { } authorization) headers.Add(authorization);
        if (operation.IsNewAsset && random.Chance(95)) headers.Add("x-app-type: marketo");
        if (random.Chance(10)) headers.Add(random.Pick(OddHeaders));
        if (random.Chance(2)) headers.Add($"X-Junk: {Latin1(Junk.Text(random))}");
        var query = Encode(parameters, random);
        var target = query.Length == 0 ? PathOf(operation, random) : $"{PathOf(operation, random)}?{query}";
        var head = new StringBuilder($"{method} {target} HTTP/1.1\r\nHost: {(random.Chance(97) ? host : random.Pick(Hosts))}\r\n");
        foreach (var header in headers) head.Append(header).Append("\r\n");
        var broken = random.Chance(2.5);
        return new FuzzInput(index, operation, method, broken ? Break(random, head, body) : Frame(random, head, method, body), broken);
    }

    private static IEnumerable<Operation> Of(string[] paths) => OperationCatalogue.All.Where(o => Array.Exists(paths, p => o.Path.StartsWith(p, StringComparison.Ordinal)));

    /// <summary>What is written and read is asked for most; a new field costs a table scan.</summary>
    private static int WeightOf(Operation operation) => operation.Id switch
    {
        "syncLeadUsingPOST" => 60,
        "getLeadsByFilterUsingGET" or "getLeadByIdUsingGET" => 40,
        "createLeadFieldUsingPOST" or "updateLeadFieldUsingPOST" or "describeUsingGET_2" or "describeUsingGET_6" => 4,
        _ => 15,
    };

    private static string PathOf(Operation operation, Random random)
    {
        var path = Parameter().Replace(operation.Path, match =>
        {
            if (random.Chance(85)) return Seeds.PathValue(operation, match.Groups[1].Value, random);
            return random.Chance(60) ? Uri.EscapeDataString(Short(Junk.Text(random))) : random.Pick(PathJunk);
        });
        if (!random.Chance(3)) return path;
        return random.Pick(
        [
            path + "/", "/" + path, path.Replace("/v1/", "//v1//", StringComparison.Ordinal), path.ToUpperInvariant(), path + ".json", path[..^1],
            "/rest/.." + path, "/", "/rest", "/health/live", "/rest/v1", path + "/%00", path + "%2f", "*", "http://evil.example" + path,
        ]);
    }

    private static List<(string Name, string Value)> Mutate(List<(string Name, string Value)> parameters, Random random)
    {
        for (var i = parameters.Count - 1; i >= 0; i--)
        {
            if (random.Chance(6)) parameters[i] = (parameters[i].Name, Junk.Text(random));
            else if (random.Chance(2)) parameters.Add(parameters[i]);
            else if (random.Chance(2)) parameters.RemoveAt(i);
        }
        return parameters;
    }

    private static string Encode(List<(string Name, string Value)> parameters, Random random) =>
        string.Join('&', parameters.Select(p => $"{Uri.EscapeDataString(p.Name)}={Uri.EscapeDataString(p.Value)}")) + (random.Chance(2) ? random.Pick(QueryJunk) : "");

    private static byte[] BodyOf(Operation operation, Random random, List<string> headers)
    {
        if (PlaceInputs.TakesFile(operation) && random.Chance(85)) return Multipart(operation, random, headers);
        var isForm = operation.Api == "identity" || (operation.Api == "asset" && (operation.Body is BodyKind.Form or BodyKind.Multipart) && random.Chance(85));
        if (isForm || random.Chance(1.5))
        {
            headers.Add("Content-Type: application/x-www-form-urlencoded");
            return Encoding.Latin1.GetBytes(Encode(Mutate(Seeds.Parameters(operation, random), random), random));
        }
        if (random.Chance(operation.Body == BodyKind.Multipart ? 80 : 1.5)) return Multipart(operation, random, headers);
        if (!random.Chance(1)) headers.Add("Content-Type: " + (random.Chance(96) ? "application/json" : random.Pick(ContentTypes)));
        return Json(operation, random);
    }

    private static byte[] Json(Operation operation, Random random)
    {
        if (random.Chance(0.5)) return [];
        var text = new StringBuilder();
        Junk.Write(text, Seeds.Body(operation, random), random, random.Pick([0, 1, 3, 8, 15]));
        // Beyond the limit of a body, now and then.
        if (random.Chance(0.05)) text.Append(' ', 1_100_000);
        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        return random.Chance(2) ? Damage(bytes, random) : bytes;
    }

    private static byte[] Damage(byte[] bytes, Random random)
    {
        if (bytes.Length == 0) return bytes;
        var at = random.Next(bytes.Length);
        var inserted = random.Pick<byte[]>(
            [[0], [0xff], [0xc0, 0xaf], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xef, 0xbb, 0xbf], [(byte)random.Next(256)], [(byte)'\\'], []]);
        return inserted.Length == 0 ? bytes[..at] : [.. bytes[..at], .. inserted, .. bytes[at..]];
    }

    private static byte[] Multipart(Operation operation, Random random, List<string> headers)
    {
        headers.Add($"Content-Type: multipart/form-data; boundary={(random.Chance(80) ? Boundary : "\"" + Boundary + "\"")}");
        if (PlaceInputs.TakesFile(operation)) return Spoil(Encoding.UTF8.GetBytes(PlaceInputs.Upload(operation, Boundary, random)), 5);
        var body = new StringBuilder();
        for (var i = random.Next(4); i >= 0; i--)
        {
            var name = random.Chance(70) ? random.Pick(["file", "format", "id", "access_token", "_method"]) : Latin1(Junk.Text(random));
            var file = random.Chance(40) ? $"; filename=\"{Latin1(Junk.Text(random))}\"" : "";
            body.Append(CultureInfo.InvariantCulture, $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\nemail\nfuzz1@x.test\n\r\n");
        }
        if (operation.Api == "asset")
        {
            foreach (var (name, value) in Seeds.Parameters(operation, random))
            {
                var file = random.Chance(20) ? "; filename=\"x.html\"\r\nContent-Type: text/html" : "";
                body.Append(CultureInfo.InvariantCulture, $"--{Boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n");
            }
        }
        if (!random.Chance(10)) body.Append(CultureInfo.InvariantCulture, $"--{Boundary}--\r\n");
        return Spoil(Encoding.UTF8.GetBytes(body.ToString()), 20);

        byte[] Spoil(byte[] form, double percent) => random.Chance(percent) ? Damage(form, random) : form;
    }

    private string? Authorization(Random random, List<(string Name, string Value)> parameters)
    {
        if (random.Chance(93)) return $"Authorization: {(random.Chance(97) ? "Bearer" : "bearer")} {token}";
        if (random.Chance(40))
        {
            parameters.Add(("access_token", random.Chance(70) ? token : Junk.Text(random)));
            return null;
        }
        return random.Chance(50) ? null : $"Authorization: {random.Pick(["Bearer ", "Bearer x", "Basic eDp5", "Bearer " + token + "x", "Bearer " + Latin1(Junk.Text(random))])}";
    }

    private static byte[] Frame(Random random, StringBuilder head, string method, byte[] body)
    {
        if (body.Length == 0 || !random.Chance(8))
        {
            if (body.Length > 0 || method is "POST" or "PUT" or "PATCH") head.Append(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}\r\n");
            return [.. Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), .. body];
        }
        using var raw = new MemoryStream();
        raw.Write(Encoding.Latin1.GetBytes(head.Append("Transfer-Encoding: chunked\r\n\r\n").ToString()));
        for (var at = 0; at < body.Length;)
        {
            var size = Math.Min(random.Next(1, 2_000), body.Length - at);
            raw.Write(Encoding.Latin1.GetBytes($"{size:x}{(random.Chance(5) ? ";ext=1" : "")}\r\n"));
            raw.Write(body, at, size);
            raw.Write("\r\n"u8);
            at += size;
        }
        raw.Write("0\r\n\r\n"u8);
        return raw.ToArray();
    }

    /// <summary>What is hardly HTTP any more.</summary>
    private static byte[] Break(Random random, StringBuilder head, byte[] body)
    {
        var text = random.Next(9) switch
        {
            0 => head.Append("Content-Length: 999999\r\n\r\n"),
            1 => head.Append("Content-Length: -1\r\n\r\n"),
            2 => head.Append("Content-Length: 5\r\nContent-Length: 7\r\n\r\n"),
            3 => head.Append("Transfer-Encoding: chunked\r\n\r\nzz\r\n"),
            4 => head.Append("Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n"),
            5 => head.Append("Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n5\r\nab"),
            6 => head.Append("No-Colon\r\n\r\n"),
            7 => head.Append("X: \0\r\n\r\n"),
            _ => head.Replace("\r\n", "\n").Append('\n'),
        };
        byte[] raw = [.. Encoding.Latin1.GetBytes(text.ToString()), .. body];
        return random.Chance(20) ? raw[..random.Next(1, raw.Length)] : raw;
    }

    private static string Short(string text) => text.Length <= 300 ? text : text[..300];

    /// <summary>A text as a header can carry it at all.</summary>
    private static string Latin1(string text) => string.Concat(Short(text).Select(c => c is '\r' or '\n' or '\0' ? ' ' : c > 255 ? '?' : c));

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Parameter();
}
