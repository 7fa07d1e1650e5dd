using System.Diagnostics;
using System.Text.Json;
using Leadbase.Bench.Load;

namespace Leadbase.Bench.AssetReads;

/// <summary>Programs and emails, as many of the one as of the other, over folders of a hundred; and a program that is cloned, full of emails.</summary>
/// <param name="count">How many there are together.</param>
internal sealed class AssetData(int count)
{
    /// <summary>The program that is cloned.</summary>
    public const long Cloned = 1;

    /// <summary>What is in it.</summary>
    public const int Content = 100;

    /// <summary>The first id of those that are read.</summary>
    public const long First = 10_001;

    private const int InFolder = 100;

    private static readonly string Html =
        $"<html><head><title>News</title></head><body>{string.Concat(Enumerable.Range(1, 8).Select(i => $"<div class=\"mktEditable\" id=\"part{i}\"><p>{new string('x', 250)}</p></div>"))}</body></html>";

    /// <summary>Programs, and emails.</summary>
    public int Each => count / 2;

    /// <summary>Folders of programs; their ids begin with <see cref="First"/>, too, and those of emails follow.</summary>
    public int Folders => Math.Max(1, Each / InFolder);

    /// <summary>Loads all of it by the server's own import.</summary>
    /// <param name="program">The server.</param>
    /// <param name="store">Where to.</param>
    public void Import(string program, LeadStore store)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(Sections()));
            using var process = Process.Start(new ProcessStartInfo(program, ["import", "assets", file, .. store.ServerArguments]) { RedirectStandardOutput = true })!;
            var said = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            if (process.ExitCode != 0) throw new InvalidOperationException(said);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private Dictionary<string, object> Sections() => new()
    {
        ["channels"] = new[] { new { id = 1, name = "Send", applicableProgramType = "email_batch", statuses = new[] { new { name = "Member", step = 10, success = true } } } },
        ["tagTypes"] = new[] { new { id = 1, name = "Region", applicableProgramTypes = (string[])["email_batch"] } },
        ["folders"] = Enumerable.Range(0, Folders).SelectMany(i => new[] { Folder(i, 1, "Marketing Folder"), Folder(Folders + i, 21, "Email") }),
        ["programs"] = Enumerable.Range(0, Each).Select(i => Program(First + i, i % Folders)).Prepend(Program(Cloned, 0)),
        ["emails"] = Enumerable.Range(0, Each).Select(i => Email(First + i, First + Folders + (i % Folders), "Folder"))
            .Concat(Enumerable.Range(0, Content).Select(i => Email(1 + i, Cloned, "Program"))),
    };

    private static object Folder(int number, long parent, string type) => new { id = First + number, name = $"Folder {number}", folderType = type, folder = new { id = parent, type = "Folder" } };

    // One of a hundred has a tag that is asked for.
    private static object Program(long id, int folder) => new
    {
        id,
        name = $"Program {id}",
        type = "email_batch",
        status = "unlocked",
        channel = "Send",
        folder = new { id = First + folder, type = "Folder" },
        tags = new[] { new { tagType = "Region", tagValue = $"Region {id % 100}" } },
    };

    private static object Email(long id, long folder, string type) => new
    {
        id,
        name = $"Email {id}",
        html = Html,
        folder = new { id = folder, type },
        subject = new { text = "News" },
        fromName = new { text = "Ann" },
        fromEmail = new { text = "ann@bench.example" },
        replyEmail = new { text = "ann@bench.example" },
    };
}
