using System.Globalization;
using System.Text;
using Leadbase.Bench.Load;
using Leadbase.Storage;

namespace Leadbase.Bench.Bulk;

/// <summary>A file of people to import: eleven columns, just below ten megabytes unless fewer rows are asked for.</summary>
internal sealed class PeopleFile
{
    /// <summary>What an upload may have at most.</summary>
    private const int MaxBytes = 10 * 1024 * 1024;

    /// <summary>Its columns.</summary>
    public static readonly Column[] Columns =
    [
        Text("email"), Text("firstName"), Text("lastName"), Text("title"), Text("phone"), Text("city"), Text("state"), Text("country"),
        Text("postalCode"), Text("leadSource"), new("leadScore", StorageKind.Integer),
    ];

    private static readonly int[] Places = [.. Columns.Select(c => Array.FindIndex(LeadData.Fields, f => f.Name == c.Name))];

    private PeopleFile(byte[] bytes, int rows, long first) => (Bytes, Rows, First) = (bytes, rows, first);

    /// <summary>The file.</summary>
    public byte[] Bytes { get; }

    /// <summary>Rows below the header.</summary>
    public int Rows { get; }

    /// <summary>The number of its first person.</summary>
    public long First { get; }

    /// <summary>People from a number on; with a stamp, title, city and score are others than without one.</summary>
    public static PeopleFile Of(long first, int maxRows, long? stamp = null)
    {
        var text = new StringBuilder(MaxBytes);
        text.AppendJoin(',', Columns.Select(c => c.Name)).Append('\n');
        var (rows, bytes) = (0, text.Length);
        for (; rows < maxRows; rows++)
        {
            var line = string.Join(',', Row(first + rows, stamp).Select(v => Convert.ToString(v, CultureInfo.InvariantCulture))) + "\n";
            bytes += Encoding.UTF8.GetByteCount(line);
            if (bytes > MaxBytes - 1_000) break;
            text.Append(line);
        }
        return new PeopleFile(Encoding.UTF8.GetBytes(text.ToString()), rows, first);
    }

    /// <summary>The values of a person.</summary>
    public static object[] Row(long n, long? stamp = null)
    {
        var values = LeadData.Values(n);
        var row = Array.ConvertAll(Places, p => values[p]);
        if (stamp is { } s) (row[3], row[5], row[10]) = ($"Director {s}", $"City {s}", (n + s) % 1_000);
        return row;
    }

    private static Column Text(string name) => new(name, StorageKind.Text);
}
