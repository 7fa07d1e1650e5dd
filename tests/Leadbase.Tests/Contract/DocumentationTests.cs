using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Leadbase.Gateway;

namespace Leadbase.Tests.Contract;

/// <summary>The catalogue and the errors against the vendor's public definitions and its "Error Codes" page.</summary>
public sealed partial class DocumentationTests
{
    /// <summary>Time-out of an operation where none is documented.</summary>
    private const int DefaultTimeout = 60;

    [Fact]
    public void Every_row_is_as_documented()
    {
        var documented = ContractData.Read<DocumentedOperation>("operations.json").ToDictionary(o => o.OperationId);

        Assert.Equal(documented.Keys.Order(StringComparer.Ordinal), OperationCatalogue.All.Select(o => o.Id).Order(StringComparer.Ordinal));
        foreach (var row in OperationCatalogue.All) Assert.Equal(documented[row.Id].ToString(), AsDocumented(row).ToString());
    }

    [Fact]
    public void Every_error_has_its_documented_text()
    {
        var documented = ContractData.Read<DocumentedError>("errors.json").ToDictionary(e => e.Code);
        var errors = typeof(Errors).GetFields(BindingFlags.Static | BindingFlags.Public).Select(f => f.GetValue(null))
            .Concat(typeof(Errors).GetMethods(BindingFlags.Static | BindingFlags.Public).Where(m => m.ReturnType == typeof(ApiError)).Select(Sample))
            .Cast<ApiError>().Concat(Repository.Sources.SelectMany(Elsewhere)).ToList();

        var shown = ContractData.Read<DocumentedExample>("examples.json").SelectMany(e => Shown(e.Response ?? default)).ToHashSet();

        Assert.True(errors.Count > 30);
        foreach (var error in errors)
        {
            Assert.True(documented.TryGetValue(error.Code, out var page), $"{error} is not documented");
            // What data is not valid, and why, is for each place to say.
            if (error.Code == "1003") continue;
            // Other pages show further texts of some codes.
            if (shown.Contains((error.Code, error.Message))) continue;
            // The pages of the extracts quote a longer text than the list of codes has, and clients parse the quota in another.
            if (error == Errors.UnsupportedFilter || error == Errors.ExportQuotaReached(7)) continue;
            Assert.True(page.Shapes().Any(shape => shape.IsMatch(error.Message)), $"{error} is documented as: {page.Message}");
        }
    }

    private static DocumentedOperation AsDocumented(Operation row) =>
        new(row.Id, row.Api, row.Method, row.Path, row.Permissions, row.NeedsAll ? "allOf" : "anyOf", row.TimeoutSeconds, row.Name);

    private static object Sample(MethodInfo method) =>
        method.Invoke(null, [.. method.GetParameters().Select(p => p.ParameterType == typeof(int) ? (object)7 : "seven")])!;

    /// <summary>The codes with their texts in a documented response, at any depth.</summary>
    private static IEnumerable<(string? Code, string? Message)> Shown(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Shown),
        JsonValueKind.Object when json.TryGetProperty("code", out var code) && json.TryGetProperty("message", out var message) => [(code.ToString(), message.ToString())],
        JsonValueKind.Object => json.EnumerateObject().SelectMany(p => Shown(p.Value)),
        _ => [],
    };

    private static IEnumerable<ApiError> Elsewhere(Repository.SourceFile file) =>
        Construction().Matches(file.Code).Select(m => new ApiError(m.Groups["code"].Value, Hole().Replace(m.Groups["text"].Value, "seven")));

    [GeneratedRegex("""new\s+ApiError\("(?<code>\d+)",\s*\$?"(?<text>[^"]*)"\)""")]
    private static partial Regex Construction();

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    private sealed record DocumentedOperation(
        string OperationId, string Api, string Method, string Path, IReadOnlyList<string> Permissions, string PermissionMode, int? TimeoutSeconds, string Summary)
    {
        public override string ToString() =>
            $"{OperationId}: {Api}, {Summary}, {Method} {Path}, {PermissionMode} of [{string.Join(", ", Permissions)}], {TimeoutSeconds ?? DefaultTimeout} s";
    }

    private sealed record DocumentedError(string Code, JsonElement Message)
    {
        /// <summary>The text, or each of several, with anything in its places; the page's typing varies in quotes and semicolons.</summary>
        public IEnumerable<Regex> Shapes() =>
            (Message.ValueKind == JsonValueKind.Array ? Message.EnumerateArray().Select(m => m.GetString()!) : [Message.GetString() ?? "%s"])
            .Select(text => new Regex("^" + Regex.Escape(text.Replace('`', '\'').Replace("';", "'", StringComparison.Ordinal)).Replace("%s", ".+", StringComparison.Ordinal) + "$"));
    }
}
