using System.Text;

namespace Leadbase.Gateway.Calls;

/// <summary>A recorded call as a command for a shell. A masked token becomes <c>$TOKEN</c>; a body that was not kept whole is read from a file.</summary>
public static class CurlCommand
{
    // curl sets these itself, from the address and the body.
    private static readonly string[] Own = ["Host", "Content-Length", "Transfer-Encoding", "Connection", "Expect"];

    /// <summary>The command.</summary>
    public static string Of(RecordedCall call, RecordedExchange exchange)
    {
        var request = exchange.Request;
        // Brackets and braces of a query are no patterns.
        var text = new StringBuilder("curl -g");
        if (call.Method != (request.Length > 0 ? "POST" : "GET")) text.Append(" -X ").Append(Quote(call.Method));
        text.Append(' ').Append(Quote($"{exchange.Scheme}://{exchange.Host}{call.Target}"));
        foreach (var header in request.Headers.Where(h => !Own.Contains(h.Name, StringComparer.OrdinalIgnoreCase))) text.Append(" \\\n  -H ").Append(HeaderOf(header));
        if (request.Length > 0) text.Append(" \\\n  ").Append(request is { Body: { } body, IsCut: false } ? $"--data-raw {Quote(body)}" : "--data-binary @body");
        return text.ToString();
    }

    private static string HeaderOf(RecordedHeader header) =>
        header.Name.Equals("Authorization", StringComparison.OrdinalIgnoreCase) && header.Value.EndsWith(SecretMask.Masked, StringComparison.Ordinal)
            ? $"\"Authorization: Bearer $TOKEN\""
            : Quote($"{header.Name}: {header.Value}");

    // Within single quotes a shell reads nothing but their end.
    private static string Quote(string text) => $"'{text.Replace("'", @"'\''", StringComparison.Ordinal)}'";
}
