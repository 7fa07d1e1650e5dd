using System.Text.Encodings.Web;
using System.Text.Json;

namespace Leadbase.Server.Cli;

/// <summary>Prints results: one JSON document for a script, or text for a person.</summary>
internal sealed class Output(TextWriter writer, bool json)
{
    // The document goes to a terminal or a script, never into HTML, so letters of every language stay readable.
    private static readonly JsonSerializerOptions Camel = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    private readonly List<string> _advice = [];

    /// <summary>Has lines printed after the result for a person; a script is not shown them.</summary>
    public void Advise(IEnumerable<string> lines) => _advice.AddRange(lines);

    /// <summary>Prints a record, a list of records or a list of words.</summary>
    public void Write<T>(T result)
    {
        if (json)
        {
            writer.WriteLine(JsonSerializer.Serialize(result, Camel));
            return;
        }
        foreach (var line in TextTable.LinesOf(JsonSerializer.SerializeToElement(result, Camel)).Concat(_advice)) writer.WriteLine(line);
    }
}
