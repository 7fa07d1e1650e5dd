using System.Text.RegularExpressions;
using Leadbase.Gateway;

namespace Leadbase.Tests.Contract;

/// <summary>docs/compatibility.md: a row per implemented operation, whose evidence is a test that exists.</summary>
public sealed partial class CompatibilityTests
{
    private static readonly string Page = File.ReadAllText(Repository.PathOf("docs/compatibility.md"));

    [Fact]
    public void Every_implemented_operation_has_a_row_with_evidence()
    {
        var missing = OperationCatalogue.All.Where(o => o.IsImplemented && !HasRow(o)).Select(o => o.Id);

        Assert.Empty(missing);
        var count = OperationCatalogue.All.Count(o => o.IsImplemented);
        Assert.Contains($"{count} of {OperationCatalogue.All.Count} operations are implemented.", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_name_of_a_test_is_one()
    {
        var tests = typeof(CompatibilityTests).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods().Select(method => $"{type.Name}.{method.Name}")).ToHashSet(StringComparer.Ordinal);

        var names = TestName().Matches(Page).Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(name, tests));
    }

    private static bool HasRow(Operation operation) =>
        Regex.IsMatch(Page, $@"^\| .*`{Regex.Escape($"{operation.Method} {operation.Path}")}` \| `[A-Za-z]+\.[A-Za-z0-9_]+` \|", RegexOptions.Multiline);

    [GeneratedRegex(@"`([A-Z][A-Za-z]+Tests\.[A-Za-z0-9_]+|OperationCodes\.[A-Za-z0-9_]+)`")]
    private static partial Regex TestName();
}
