using System.Text.RegularExpressions;

namespace Leadbase.Tests.Support;

/// <summary>The working copy that the tests were built from, for rules about its files.</summary>
internal static partial class Repository
{
    /// <summary>The folder of the solution.</summary>
    public static string Root { get; } = Find();

    /// <summary>Every source file of the product.</summary>
    public static IReadOnlyList<SourceFile> Sources { get; } =
    [
        .. System.IO.Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.*", SearchOption.AllDirectories)
            .Where(path => Path.GetExtension(path) is ".cs" or ".razor")
            .Select(path => new SourceFile(Path.GetRelativePath(Root, path).Replace('\\', '/'), File.ReadAllText(path)))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal),
    ];

    /// <summary>The full path of a file of the repository.</summary>
    public static string PathOf(string relative) => Path.Combine(Root, relative);

    private static string Find()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Leadbase.slnx"))) return folder;
        }
        throw new InvalidOperationException($"No Leadbase.slnx above {AppContext.BaseDirectory}: these tests run from within the repository.");
    }

    /// <summary>A source file.</summary>
    /// <param name="Path">From the root, with slashes.</param>
    /// <param name="Text">As it is.</param>
    internal sealed partial record SourceFile(string Path, string Text)
    {
        /// <summary>The text without its comments; literals stay, lines keep their numbers.</summary>
        public string Code { get; } = Tokens().Replace(Text, match => match.ValueSpan.StartsWith("/") ? "" : match.Value);

        /// <summary>Where a pattern occurs in the code, as <c>path:line: text</c>.</summary>
        public IEnumerable<string> Occurrences(Regex pattern) =>
            Code.Split('\n').Select((line, i) => (line, number: i + 1)).Where(l => pattern.IsMatch(l.line))
                .Select(l => $"{Path}:{l.number}: {l.line.Trim()}");

        [GeneratedRegex(""""
            """[\s\S]*?"""|@"(?:[^"]|"")*"|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)+'|//[^\n]*
            """", RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
        private static partial Regex Tokens();
    }
}
