using System.Text;
using Leadbase.Gateway;
using Leadbase.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Headers;
using Microsoft.Net.Http.Headers;

namespace Leadbase.Bulk.Files;

/// <summary>Answers with files ("Bulk Extract", Retrieving Your Data): whole or one range of bytes, and a 404 in plain text.</summary>
public static class FileAnswer
{
    /// <summary>The file, or the one range of it that the request names (206; 416 when the file has no such bytes).</summary>
    /// <param name="call">The call.</param>
    /// <param name="file">The file.</param>
    /// <param name="size">Its length in bytes.</param>
    public static Answer Of(Call call, string file, long size)
    {
        var response = call.Http.Response;
        response.ContentType = "text/csv;charset=UTF-8";
        response.Headers.AcceptRanges = "bytes";
        var (from, to) = (0L, size - 1);
        // Several ranges at once are answered with the whole file, as RFC 7233 allows.
        if (new RequestHeaders(call.Http.Request.Headers).Range is { Unit.Value: "bytes", Ranges: { Count: 1 } ranges })
        {
            if (Resolve(ranges.First(), size) is not var (first, last)) return Unsatisfiable(response, size);
            (from, to) = (first, last);
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = new ContentRangeHeaderValue(from, to, size).ToString();
        }
        var length = to - from + 1;
        response.ContentLength = length;
        return Answer.Stream(async (body, cancel) =>
        {
            await FileChunks.CopyAsync(call.Instance.Database, file, from, length, body, cancel);
            return length;
        });
    }

    /// <summary>404 in plain text.</summary>
    public static Answer NotFound(Call call, string message)
    {
        call.Http.Response.StatusCode = StatusCodes.Status404NotFound;
        call.Http.Response.ContentType = "text/plain;charset=UTF-8";
        var text = Encoding.UTF8.GetBytes(message);
        call.Http.Response.ContentLength = text.Length;
        return Answer.Stream(async (body, cancel) =>
        {
            await body.WriteAsync(text, cancel);
            return text.Length;
        });
    }

    private static (long First, long Last)? Resolve(RangeItemHeaderValue range, long size)
    {
        if (range.From is not { } from) return range.To is > 0 and var suffix && size > 0 ? (Math.Max(0, size - suffix), size - 1) : null;
        return from < size ? (from, Math.Min(range.To ?? long.MaxValue, size - 1)) : null;
    }

    private static Answer Unsatisfiable(HttpResponse response, long size)
    {
        response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
        response.Headers.ContentRange = new ContentRangeHeaderValue(size).ToString();
        response.ContentLength = 0;
        return Answer.Stream((_, _) => Task.FromResult(0L));
    }
}
