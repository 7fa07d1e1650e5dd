using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using Leadbase.Accounts;
using Microsoft.AspNetCore.Http;

namespace Leadbase.Gateway;

/// <summary>Serves one operation.</summary>
public delegate ValueTask<Answer> Handler(Call call);

/// <summary>A file of a multipart body.</summary>
/// <param name="Name">The part's name.</param>
/// <param name="FileName">The file's name as the client gave it; never used as a path.</param>
/// <param name="Content">The bytes.</param>
public sealed record UploadedFile(string Name, string FileName, ReadOnlyMemory<byte> Content)
{
    /// <summary>What the client says it is, as it was sent; null where it says nothing.</summary>
    public string? ContentType { get; init; }
}

/// <summary>An admitted call: everything a handler needs, and nothing of limits or envelopes.</summary>
public sealed class Call
{
    /// <summary>Records in a page or a batch, at most ("Lead Database").</summary>
    public const int MaxBatch = 300;

    private readonly JsonOutput _output;
    private bool _hasResult;

    internal Call(HttpContext http, string requestId, JsonOutput output)
    {
        Http = http;
        RequestId = requestId;
        _output = output;
    }

    /// <summary>The request; handlers of enveloped operations have no need of it.</summary>
    public HttpContext Http { get; }

    /// <summary>The id in the response and in the log.</summary>
    public string RequestId { get; }

    /// <summary>The operation's row.</summary>
    public Operation Operation { get; internal set; } = null!;

    /// <summary>How the call is answered, known before its operation is.</summary>
    public ApiForm Form { get; internal set; } = ApiForm.Rest;

    /// <summary>The instance the call is for.</summary>
    public Instance Instance { get; internal set; } = null!;

    /// <summary>Who calls; null only on identity calls.</summary>
    public Principal Principal { get; internal set; } = null!;

    /// <summary>The values of the path's parameters.</summary>
    public RouteValues Route { get; internal set; }

    /// <summary>Query and form parameters.</summary>
    public CallParameters Parameters { get; } = new();

    /// <summary>The JSON body, when there is one.</summary>
    public JsonElement? Body { get; internal set; }

    /// <summary>Files of a multipart body.</summary>
    public IReadOnlyList<UploadedFile> Files { get; internal set; } = [];

    /// <summary>Cancelled when the operation's time is over (604); all work must observe it.</summary>
    public CancellationToken Cancel { get; internal set; }

    /// <summary>The partitions whose leads the caller may see with the operation's permission.</summary>
    public PartitionReach Reach => Principal.Reach(Operation.Required);

    /// <summary>Whether the caller may see what is in a workspace; what is in none is for all.</summary>
    public bool Reaches(long? workspace) => workspace is not { } id || Principal.Reaches(Operation.Required, id, Operation.NeedsAll);

    /// <summary>Writes elements of the result array; the first use opens it, so that even an empty result appears.</summary>
    public Utf8JsonWriter Result
    {
        get
        {
            if (!_hasResult)
            {
                _hasResult = true;
                _output.Writer.WritePropertyName(Envelope.Result);
                _output.Writer.WriteStartArray();
            }
            return _output.Writer;
        }
    }

    /// <summary>Writes the whole body of an operation without envelope; then return <see cref="Answer.Raw"/>.</summary>
    public Utf8JsonWriter Json => _output.Writer;

    internal JsonOutput Output => _output;

    internal bool HasResult => _hasResult;

    /// <summary>The <c>batchSize</c> parameter: 300 by default and at most.</summary>
    public bool TryBatchSize(out int size, out ApiError error)
    {
        size = MaxBatch;
        error = default;
        if (Parameters["batchSize"] is not { Length: > 0 } text) return true;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out size) || size == 0)
        {
            error = Errors.InvalidValue(text, "Integer");
            return false;
        }
        size = Math.Min(size, MaxBatch);
        return true;
    }

    /// <summary>The position in the <c>nextPageToken</c> parameter; 0 without one.</summary>
    /// <param name="kind">What the position is in; a token of another kind is not accepted.</param>
    /// <param name="position">Where the page begins.</param>
    /// <param name="error">The token was not given by this instance for this purpose.</param>
    public bool TryPosition(string kind, out long position, out ApiError error)
    {
        position = 0;
        error = default;
        if (Parameters["nextPageToken"] is not { Length: > 0 } token) return true;
        if (PagingToken.TryRead(Instance, kind, token, out position)) return true;
        error = Errors.InvalidData("Invalid nextPageToken");
        return false;
    }

    /// <summary>The body's <c>input</c>, or another member: an array of 1 to <paramref name="max"/> objects.</summary>
    public bool TryInput(out JsonElement input, out ApiError error, int max = MaxBatch, string member = "input")
    {
        input = default;
        if (Body is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty(member, out input) || input.ValueKind == JsonValueKind.Null)
        {
            error = Errors.Missing(member);
            return false;
        }
        if (input.ValueKind != JsonValueKind.Array || input.EnumerateArray().Any(e => e.ValueKind != JsonValueKind.Object))
        {
            error = Errors.InvalidValue(member, "array of objects");
            return false;
        }
        var count = input.GetArrayLength();
        error = count == 0 ? Errors.Missing(member) : Errors.InvalidData($"Too many records in {member}; at most {max} are allowed");
        return count > 0 && count <= max;
    }

    /// <summary>A text member of the body; absent, null and empty are all null.</summary>
    /// <returns>False when the member is there and is not text.</returns>
    public bool TryText(string name, out string? text, [NotNullWhen(false)] out ApiError? error)
    {
        text = null;
        error = null;
        if (Body is not { ValueKind: JsonValueKind.Object } body || !body.TryGetProperty(name, out var value)) return true;
        if (value.ValueKind is JsonValueKind.Null) return true;
        if (value.ValueKind is not JsonValueKind.String)
        {
            error = Errors.InvalidValue(value.GetRawText(), "string");
            return false;
        }
        text = value.GetString() is { Length: > 0 } s ? s : null;
        return true;
    }

    internal void DiscardResult()
    {
        _hasResult = false;
        _output.Reset();
    }
}
