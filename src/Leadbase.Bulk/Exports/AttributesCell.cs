using System.Buffers.Text;
using System.Data.Common;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Leadbase.Activities;
using Leadbase.Records.Fields;
using Leadbase.Storage;

namespace Leadbase.Bulk.Exports;

/// <summary>
/// The attributes of an activity as a JSON object within a CSV file. They are kept as texts in the order of their type's
/// attributes: what is JSON already is copied and not read.
/// </summary>
internal sealed class AttributesCell(ActivityTypes types)
{
    private readonly Dictionary<long, (byte[] Name, bool IsNumber, bool IsFlag)[]> _names = [];

    /// <summary>Writes the cell of the reader's row, whose second column is the activity's type.</summary>
    public void Write(CsvOutput csv, DbDataReader reader, int ordinal)
    {
        csv.BeginQuoted();
        csv.Quoted("{"u8);
        if (!reader.IsDBNull(ordinal)) WriteMembers(csv, reader is IUtf8Reader utf8 ? utf8.GetUtf8(ordinal) : Encoding.UTF8.GetBytes(reader.GetString(ordinal)), Names(reader.GetInt64(1)));
        csv.Quoted("}"u8);
        csv.EndQuoted();
    }

    private static void WriteMembers(CsvOutput csv, ReadOnlySpan<byte> values, (byte[] Name, bool IsNumber, bool IsFlag)[] names)
    {
        var json = new Utf8JsonReader(values);
        json.Read();
        for (var (i, first) = (0, true); i < names.Length && json.Read() && json.TokenType != JsonTokenType.EndArray; i++)
        {
            if (json.TokenType != JsonTokenType.String) continue;
            if (!first) csv.Quoted(","u8);
            first = false;
            csv.Quoted(names[i].Name);
            var text = json.ValueSpan;
            var bare = (names[i].IsNumber && IsNumber(text)) || (names[i].IsFlag && (text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8)));
            if (!bare) csv.Quoted("\""u8);
            csv.Quoted(text);
            if (!bare) csv.Quoted("\""u8);
        }
    }

    // As JSON has it: no plus sign and no leading zero.
    private static bool IsNumber(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out double _, out var length) && length == text.Length
        && text.TrimStart((byte)'-') is [>= (byte)'0' and <= (byte)'9', ..] && text[^1] is >= (byte)'0' and <= (byte)'9'
        && !(text.TrimStart((byte)'-') is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..]);

    private (byte[] Name, bool IsNumber, bool IsFlag)[] Names(long type)
    {
        if (_names.TryGetValue(type, out var names)) return names;
        return _names[type] = [.. (types.Find(type)?.Stored ?? []).Select(a => (
            Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(a.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\":"),
            a.DataType is "integer" or "score" or "float" or "currency", a.DataType == "boolean"))];
    }
}
