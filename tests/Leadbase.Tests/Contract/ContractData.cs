using System.Text.Json;

namespace Leadbase.Tests.Contract;

/// <summary>The vendor's public contract data, where a folder with it is configured; tests that need it are skipped elsewhere.</summary>
internal static class ContractData
{
    public const string Variable = "LEADBASE_CONTRACT_DIR";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads one file, or skips the test.</summary>
    public static IReadOnlyList<T> Read<T>(string file) => JsonSerializer.Deserialize<List<T>>(File.ReadAllText(Path.Combine(Folder(), file)), Json)!;

    /// <summary>The folder, or the test is skipped.</summary>
    public static string Folder()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(folder), $"No contract data: set {Variable} to a folder with operations.json, errors.json and examples.json.");
        return folder!;
    }
}
