using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Leadbase.Tests.Fuzz;

/// <summary>Sends inputs and judges the answers, until one is wrong or all are sent.</summary>
internal sealed partial class FuzzRun(FuzzInputs inputs, Uri server, int count)
{
    private static readonly string[] Plain = ["live", "Leadbase is running. The REST API is at /rest, the identity service at /identity.\n"];
    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private int _next = -1;
    private int _reached;

    /// <summary>Inputs that were authorised and came to a handler.</summary>
    public int Reached => _reached;

    /// <summary>The first input that was answered wrongly, and how.</summary>
    public (FuzzInput Input, string Problem)? Failure { get; private set; }

    public string Summary =>
        $"{_reached} of {count} reached a handler; answers: {string.Join(", ", _outcomes.OrderByDescending(o => o.Value).Select(o => $"{o.Key} × {o.Value}"))}";

    /// <summary>Sends inputs over one connection.</summary>
    public async Task WorkAsync()
    {
        await Task.Yield();
        using var connection = new RawConnection(server);
        while (Failure is null && Interlocked.Increment(ref _next) is var index && index < count)
        {
            var input = inputs.Make(index);
            if (await SendAsync(connection, input) is { } problem) Failure = (input, problem);
        }
    }

    private async Task<string?> SendAsync(RawConnection connection, FuzzInput input)
    {
        try
        {
            return Judge(input, await connection.SendAsync(input.Raw, input.IsBroken, input.Method == "HEAD"));
        }
        catch (Exception e) when (e is TimeoutException or FormatException or IndexOutOfRangeException or ArgumentOutOfRangeException or InvalidDataException)
        {
            return $"{e.GetType().Name}: {e.Message}";
        }
    }

    private string? Judge(FuzzInput input, RawReply? reply)
    {
        if (reply is null)
        {
            Count("closed");
            return input.IsBroken ? null : "The connection was closed without a response.";
        }
        var body = Encoding.UTF8.GetString(Inflate(reply));
        if (reply.Status >= 500) return $"HTTP {reply.Status}: {body}";
        if (StackTrace().IsMatch(body)) return $"HTTP {reply.Status} with a stack trace: {body}";
        if (body.Length == 0)
        {
            // What is not HTTP (405: the target * of OPTIONS), or too large, is refused before there is a call.
            Count($"HTTP {reply.Status}");
            return input.Method == "HEAD" || (input.Operation.Api == "user" && reply.Status == 200) || reply.Status is 400 or 405 or 413 or 414 or 431 ? null : $"HTTP {reply.Status} without a body.";
        }
        if (!Plain.Contains(body) && !IsFile(input, reply)) return JudgeJson(reply, body, IsUserService(input, body));
        Count("text");
        return null;
    }

    /// <summary>An answer of the User Management API, which has no envelope; a request that was broken may have gone elsewhere.</summary>
    private static bool IsUserService(FuzzInput input, string body) => input.Operation.Api == "user" && !body.Contains("\"success\":", StringComparison.Ordinal);

    /// <summary>A file of the bulk API, or its 404, which is no JSON.</summary>
    private bool IsFile(FuzzInput input, RawReply reply)
    {
        var type = reply.Header("Content-Type") ?? "";
        if (!input.Operation.IsBulk || !(type.StartsWith("text/csv", StringComparison.Ordinal) || (reply.Status == 404 && type == "text/plain;charset=UTF-8"))) return false;
        Interlocked.Increment(ref _reached);
        return true;
    }

    private string? JudgeJson(RawReply reply, string body, bool isUserService)
    {
        if (reply.Header("Content-Type") != "application/json;charset=UTF-8") return $"Content type {reply.Header("Content-Type")}: {body}";
        JsonElement root;
        try
        {
            root = JsonDocument.Parse(body).RootElement;
        }
        catch (JsonException e)
        {
            return $"Not JSON ({e.Message}): {body}";
        }
        if (isUserService) return JudgeCode(reply.Status == 200 ? "success" : root.GetProperty("errors")[0].GetProperty("code").GetString()!, body);
        if (root.TryGetProperty("access_token", out _) || root.TryGetProperty("error_description", out _))
        {
            Interlocked.Increment(ref _reached);
            Count("identity");
            return null;
        }
        if (!root.TryGetProperty("requestId", out _) || !root.TryGetProperty("success", out var success)) return $"No envelope: {body}";
        return JudgeCode(success.GetBoolean() ? "success" : root.GetProperty("errors")[0].GetProperty("code").GetString()!, body);
    }

    private string? JudgeCode(string code, string body)
    {
        Count(code);
        // What the gateway itself refuses has a code of the 600s.
        if (!code.StartsWith('6')) Interlocked.Increment(ref _reached);
        return code is "611" or "604" or "713" ? body : null;
    }

    private static byte[] Inflate(RawReply reply)
    {
        if (reply.Header("Content-Encoding") != "gzip") return reply.Body;
        using var plain = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(reply.Body), CompressionMode.Decompress)) gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private void Count(string outcome) => _outcomes.AddOrUpdate(outcome, 1, (_, n) => n + 1);

    [GeneratedRegex(@"\bat (Leadbase|System|Microsoft|Npgsql)\.\w|\.cs:line \d|Exception:")]
    private static partial Regex StackTrace();
}
