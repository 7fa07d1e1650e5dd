using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Leadbase.Gateway;

/// <summary>A buffer and a JSON writer over it, reused from call to call. An answer is whole before its first byte is sent.</summary>
public sealed class JsonOutput
{
    // A buffer that one large answer has grown beyond this is not kept.
    private const int MaxKept = 512 * 1024;
    private static readonly ConcurrentBag<JsonOutput> Pool = [];

    private static readonly JsonWriterOptions Options = new()
    {
        // The answer is JSON for programs, never HTML: what need not be escaped is not.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
#if !DEBUG
        SkipValidation = true,
#endif
    };

    private readonly ArrayBufferWriter<byte> _buffer = new(4096);

    private JsonOutput() => Writer = new Utf8JsonWriter(_buffer, Options);

    /// <summary>The writer.</summary>
    public Utf8JsonWriter Writer { get; }

    /// <summary>What was written, once the writer is flushed.</summary>
    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    /// <summary>An empty output.</summary>
    public static JsonOutput Rent() => Pool.TryTake(out var output) ? output : new JsonOutput();

    /// <summary>Gives an output back.</summary>
    public static void Return(JsonOutput output)
    {
        if (output._buffer.Capacity > MaxKept) return;
        output.Reset();
        Pool.Add(output);
    }

    /// <summary>Discards what was written.</summary>
    public void Reset()
    {
        _buffer.ResetWrittenCount();
        Writer.Reset(_buffer);
    }
}
