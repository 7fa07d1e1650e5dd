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

    /// <summary>Writes the texts of a packed array of texts and nulls, which is <c>["a",null,"b"]</c> without any space, under their names.</summary>
    private static void WriteMembers(CsvOutput csv, ReadOnlySpan<byte> values, (byte[] Name, bool IsNumber, bool IsFlag)[] names)
    {
        var first = true;
        for (var (i, at) = (0, 1); i < names.Length && at < values.Length && values[at] != (byte)']'; i++)
        {
            if (values[at] != (byte)'"')
            {
                at += "null,".Length;
                continue;
            }
            var length = TextLength(values[(at + 1)..]);
            if (!first) csv.Doubled(","u8);
            first = false;
            csv.Doubled(names[i].Name);
            Write(csv, values.Slice(at + 1, length), names[i].IsNumber, names[i].IsFlag);
            at += length + 3;
        }
    }

    private static void Write(CsvOutput csv, ReadOnlySpan<byte> text, bool mayBeNumber, bool mayBeFlag)
    {
        if ((mayBeNumber && IsNumber(text)) || (mayBeFlag && (text.SequenceEqual("true"u8) || text.SequenceEqual("false"u8))))
        {
            csv.Doubled(text);
            return;
        }
        csv.Doubled("\"\""u8);
        csv.Quoted(text);
        csv.Doubled("\"\""u8);
    }

    /// <summary>How long a text is up to its closing quote; an escaped one does not close it.</summary>
    private static int TextLength(ReadOnlySpan<byte> rest)
    {
        var at = rest.IndexOfAny((byte)'"', (byte)'\\');
        while (rest[at] == (byte)'\\') at += 2 + rest[(at + 2)..].IndexOfAny((byte)'"', (byte)'\\');
        return at;
    }

    // As JSON has it: no plus sign and no leading zero.
    private static bool IsNumber(ReadOnlySpan<byte> text)
    {
        var digits = text.TrimStart((byte)'-');
        if (text.Length - digits.Length > 1 || digits is not [>= (byte)'0' and <= (byte)'9', ..] || digits is [(byte)'0', >= (byte)'0' and <= (byte)'9', ..]) return false;
        if (!digits.ContainsAnyExceptInRange((byte)'0', (byte)'9')) return true;
        return Utf8Parser.TryParse(text, out double _, out var length) && length == text.Length && text[^1] is >= (byte)'0' and <= (byte)'9';
    }

    private (byte[] Name, bool IsNumber, bool IsFlag)[] Names(long type)
    {
        if (_names.TryGetValue(type, out var names)) return names;
        return _names[type] = [.. (types.Find(type)?.Stored ?? []).Select(a => (
            Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(a.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\":".Replace("\"", "\"\"", StringComparison.Ordinal)),
            a.DataType is "integer" or "score" or "float" or "currency", a.DataType == "boolean"))];
    }
}
