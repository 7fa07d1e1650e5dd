using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Leadbase.Gateway;

/// <summary>What a body is, as its content type says, or its first byte where there is none.</summary>
internal enum BodyForm
{
    Empty,
    Json,
    Form,
    Multipart,
    Other,
}

/// <summary>Reads a body whole, within the operation's limit, and takes it apart.</summary>
internal sealed class RequestBody : IDisposable
{
    private const int MaxJsonDepth = 32;
    private const int MaxParts = 1_000;
    private byte[] _bytes = [];
    private JsonDocument? _document;

    public int Length { get; private set; }

    public BodyForm Form { get; private set; }

    /// <summary>What was read of the body, until it is disposed.</summary>
    public ReadOnlyMemory<byte> Content => _bytes.AsMemory(0, Length);

    /// <summary>Reads the body; false when it is larger than <paramref name="limit"/> bytes.</summary>
    public ValueTask<bool> TryReadAsync(HttpRequest request, int limit)
    {
        if (request.ContentLength > limit) return new(false);
        if (request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.ContainsKey(HeaderNames.TransferEncoding))) return new(true);
        // Kestrel makes the token when it is first asked for, which a call without a body need not pay for.
        return ReadAsync(request, limit, request.HttpContext.RequestAborted);
    }

    private async ValueTask<bool> ReadAsync(HttpRequest request, int limit, CancellationToken cancel)
    {
        _bytes = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength ?? 16 * 1024) + 1);
        while (true)
        {
            var read = await ReadAsync(request, _bytes.AsMemory(Length), cancel);
            if (read == 0) break;
            Length += read;
            if (Length > limit) return false;
            if (Length == _bytes.Length) Grow(limit);
        }
        Form = Classify(request.ContentType);
        return true;
    }

    /// <summary>Adds the fields of a form body to the parameters, and its files.</summary>
    /// <returns>613 when a multipart body is malformed.</returns>
    public async ValueTask<ApiError?> AddFieldsAsync(HttpRequest request, Call call)
    {
        if (Form == BodyForm.Form)
        {
            call.Parameters.AddEncoded(Encoding.UTF8.GetString(Content.Span).AsMemory());
            return null;
        }
        if (Form != BodyForm.Multipart) return null;
        try
        {
            return await AddPartsAsync(request, call) ? null : Errors.InvalidMultipart;
        }
        catch (Exception e) when (e is IOException or InvalidDataException or FormatException or ArgumentException)
        {
            return Errors.InvalidMultipart;
        }
    }

    /// <summary>The body as JSON; 612 when it is declared as something else, 609 when it is not valid.</summary>
    public bool TryParseJson(out JsonElement? json, out ApiError error)
    {
        json = null;
        error = Errors.InvalidContentType;
        if (Form == BodyForm.Empty) return true;
        if (Form != BodyForm.Json) return false;
        error = Errors.InvalidJson;
        if (!Utf8.IsValid(Content.Span)) return false;
        try
        {
            _document = JsonDocument.Parse(WithoutMark(Content), new JsonDocumentOptions { MaxDepth = MaxJsonDepth });
        }
        catch (JsonException)
        {
            return false;
        }
        if (Content.Span.IndexOf("\\u"u8) >= 0 && !JsonInput.HasOnlyText(_document.RootElement)) return false;
        json = _document.RootElement;
        return true;
    }

    public void Dispose()
    {
        _document?.Dispose();
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private static ReadOnlyMemory<byte> WithoutMark(ReadOnlyMemory<byte> bytes) =>
        bytes.Span.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    // Some breaches of HTTP, as a chunk of impossible size, come as a plain IOException.
    private static async ValueTask<int> ReadAsync(HttpRequest request, Memory<byte> buffer, CancellationToken cancel)
    {
        try
        {
            return await request.Body.ReadAsync(buffer, cancel);
        }
        catch (IOException e) when (e is not BadHttpRequestException && !cancel.IsCancellationRequested)
        {
            throw new BadHttpRequestException(e.Message, e);
        }
    }

    private void Grow(int limit)
    {
        var larger = ArrayPool<byte>.Shared.Rent((int)Math.Min((long)_bytes.Length * 2, limit + 1L) + 1);
        _bytes.AsSpan(0, Length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }

    private BodyForm Classify(string? contentType)
    {
        if (Length == 0) return BodyForm.Empty;
        if (string.IsNullOrEmpty(contentType))
        {
            // Some clients lose the header when they repeat a form after a 601; JSON without it is 612, as documented.
            var first = Content.Span.TrimStart(" \t\r\n"u8);
            return first.Length > 0 && first[0] is (byte)'{' or (byte)'[' ? BodyForm.Other : BodyForm.Form;
        }
        var type = contentType.AsSpan();
        var semicolon = type.IndexOf(';');
        type = (semicolon < 0 ? type : type[..semicolon]).Trim();
        if (type.Equals("application/json", StringComparison.OrdinalIgnoreCase)) return BodyForm.Json;
        if (type.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase)) return BodyForm.Form;
        return type.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase) ? BodyForm.Multipart : BodyForm.Other;
    }

    private async Task<bool> AddPartsAsync(HttpRequest request, Call call)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type)) return false;
        var boundary = HeaderUtilities.RemoveQuotes(type.Boundary).Value;
        if (string.IsNullOrEmpty(boundary) || boundary.Length > 200) return false;
        var reader = new MultipartReader(boundary, new MemoryStream(_bytes, 0, Length, writable: false)) { HeadersCountLimit = 32 };
        var files = new List<UploadedFile>();
        for (var count = 0; await reader.ReadNextSectionAsync(call.Cancel) is { } section; count++)
        {
            if (count == MaxParts || !ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)) return false;
            using var content = new MemoryStream();
            await section.Body.CopyToAsync(content, call.Cancel);
            var name = HeaderUtilities.RemoveQuotes(disposition.Name).Value ?? "";
            if (disposition.IsFileDisposition())
            {
                files.Add(new UploadedFile(name, HeaderUtilities.RemoveQuotes(disposition.FileName).Value ?? "", content.ToArray()) { ContentType = section.ContentType });
            }
            else
            {
                call.Parameters.Add(name, Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length));
            }
        }
        call.Files = files;
        return true;
    }
}
