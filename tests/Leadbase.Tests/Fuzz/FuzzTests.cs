using System.Globalization;
using System.Text;
using Leadbase.Records.Objects;
using Leadbase.Tests.Http.Marketing;
using Leadbase.Tests.Http.Programs;

namespace Leadbase.Tests.Fuzz;

/// <summary>
/// Inputs that no client should send, on several connections at once. Whatever comes, the answer is one of the API's, and
/// nothing that the caller may not change is changed. A failure prints what repeats it: <c>LEADBASE_FUZZ_SEED</c> makes the
/// same inputs again, and the request itself is kept in a file. <c>LEADBASE_FUZZ_PATHS</c>, beginnings of paths with commas
/// between, keeps to some operations.
/// </summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Connections = 8;
    private const int DefaultCount = 50_000;

    [Theory, OnEveryDatabase]
    public async Task No_input_does_harm(DatabaseKind database)
    {
        var seed = Number("LEADBASE_FUZZ_SEED") ?? Random.Shared.Next(1_000_000);
        var count = (Number("LEADBASE_FUZZ_COUNT") ?? DefaultCount) / (OnEveryDatabaseAttribute.PostgresConnection is null ? 1 : 2);
        output.WriteLine($"LEADBASE_FUZZ_SEED={seed}, {count} inputs on {database}");
        await using var server = await TestServer.StartAsync(database, o => o.Limits = "off");
        await server.AddProgramAsync(id: Seeds.Program);
        using var canary = await Canary.HatchAsync(server);
        await server.AddPlainProgramAsync("Program", workspace: null);
        await server.AddFormAsync("Form", null, null, [.. StandardObjects.FieldsOf(StandardObjects.Lead).Select(f => f.Name)]);
        await server.ImportAsync(EmailInputs.Assets.ToJsonString());
        await server.ImportAsync(SmartListInputs.Assets);
        await server.ImportAsync(FormInputs.Assets);
        await PageInputs.PlantAsync(server);
        await server.ImportAsync(PlaceInputs.Assets);
        using var fuzzer = server.Api.With(FuzzInputs.ClientId, FuzzInputs.ClientSecret);
        var url = new Uri(server.Url);
        var page = await fuzzer.GetAsync("/rest/v1/activities/pagingtoken.json?sinceDatetime=2013-01-01T00:00:00Z");
        var run = new FuzzRun(new FuzzInputs(seed, await fuzzer.TokenAsync(), page.NextPageToken!, url.Authority, Paths), url, count);

        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => run.WorkAsync()));

        output.WriteLine(run.Summary);
        if (run.Failure is { } failure) Assert.Fail(Explain(failure.Input, failure.Problem, seed));
        await canary.CheckAsync();
        Assert.True(run.Reached >= count / 2, $"Only {run.Reached} of {count} inputs reached a handler.");
    }

    private static string[] Paths => (Environment.GetEnvironmentVariable("LEADBASE_FUZZ_PATHS") ?? "/").Split(',');

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static string Explain(FuzzInput input, string problem, int seed)
    {
        var file = Path.Combine(Path.GetTempPath(), $"leadbase-fuzz-{seed}-{input.Index}.http");
        File.WriteAllBytes(file, input.Raw);
        var request = Encoding.Latin1.GetString(input.Raw, 0, Math.Min(input.Raw.Length, 4_000));
        return $"LEADBASE_FUZZ_SEED={seed}, input {input.Index} ({input.Operation.Id}): {problem}\nThe request, whole in {file}:\n{request}";
    }
}
