using System.CommandLine;
using Leadbase.Bench.Load;

namespace Leadbase.Bench;

/// <summary><c>report</c>: puts the table of a run into the document.</summary>
internal static class ReportCommand
{
    private const string Begin = "<!-- load table: written by `Leadbase.Bench report` -->";
    private const string End = "<!-- end of load table -->";

    public static Command Create()
    {
        var input = new Option<string>("--in") { DefaultValueFactory = _ => "artifacts/load.json", Description = "The file that load has written." };
        var output = new Option<string>("--doc") { DefaultValueFactory = _ => "docs/performance.md", Description = "The document." };
        var command = new Command("report", "Write the table of a load run into docs/performance.md.") { input, output };
        command.SetAction(parse =>
        {
            var path = parse.GetValue(output)!;
            var text = File.ReadAllText(path);
            var (begin, end) = (text.IndexOf(Begin, StringComparison.Ordinal), text.IndexOf(End, StringComparison.Ordinal));
            if (begin < 0 || end < begin) throw new InvalidDataException($"{path} has no place for the table.");
            File.WriteAllText(path, $"{text[..begin]}{Begin}\n\n{Table.Of(Results.Read(parse.GetValue(input)!))}\n{text[end..]}");
        });
        return command;
    }
}
