namespace Leadbase.Tests.Http.Assets;

/// <summary>The codes that the operations of a type's life can answer, for every type alike.</summary>
internal static class LifecycleCodes
{
    /// <summary>The codes of each step, as the catalogue must have them; a type may have more of its own.</summary>
    public static IEnumerable<CodeScenario> Of(LifecycleSample s) =>
    [
        .. For(s.Life.ById, ("1001", p => p.Api.GetAsync($"{s.Item}/x.json"))),
        .. For(
            s.Life.ByName,
            ("701", p => p.Api.GetAsync($"{s.Item}/byName.json")),
            ("1001", p => p.Api.GetAsync($"{s.Item}/byName.json?name=x&folder=x"))),
        .. For(
            s.Life.Browse,
            ("704", p => p.Api.GetAsync($"{s.Collection}.json?earliestUpdatedAt=x")),
            ("1001", p => p.Api.GetAsync($"{s.Collection}.json?maxReturn=x"))),
        .. For(
            s.Life.Create,
            ("701", p => s.CreateAsync(p.Api, "")),
            ("709", async p =>
            {
                await s.NewAsync(p.Api, "Twice");
                return await s.CreateAsync(p.Api, "Twice");
            }),
            ("710", p => s.CreateAsync(p.Api, "Nowhere", "99999")),
            ("711", p => s.CreateAsync(p.Api, "Misplaced", $"{s.OtherFolder}")),
            ("1001", p => s.CreateAsync(p.Api, "Folder", "x"))),
        .. For(
            s.Life.Update,
            ("701", async p => await p.Api.PostFormAsync(s.Path(await s.NewAsync(p.Api, New())), ("name", ""))),
            ("702", p => p.Api.PostFormAsync(s.Path(99_999), ("name", "x"))),
            ("709", async p => await p.Api.PostFormAsync(s.Path(await s.NewAsync(p.Api, New())), ("description", new string('x', 2001)))),
            ("1001", p => p.Api.PostFormAsync($"{s.Item}/x.json", ("name", "x")))),
        .. For(
            s.Life.Clone,
            ("701", async p => await p.Api.PostFormAsync(s.Path(await s.NewAsync(p.Api, New()), "clone"), ("name", ""))),
            ("702", p => p.Api.PostFormAsync(s.Path(99_999, "clone"))),
            ("709", async p =>
            {
                var name = New();
                return await p.Api.PostFormAsync(s.Path(await s.NewAsync(p.Api, name), "clone"), ("name", name), ("folder", $"{s.Folder}"));
            }),
            ("710", async p => await p.Api.PostFormAsync(s.Path(await s.NewAsync(p.Api, New()), "clone"), ("name", New()), ("folder", "99999"))),
            ("711", async p => await p.Api.PostFormAsync(s.Path(await s.NewAsync(p.Api, New()), "clone"), ("name", New()), ("folder", $"{s.OtherFolder}"))),
            ("1001", p => p.Api.PostFormAsync($"{s.Item}/x/clone.json"))),
        .. For(
            s.Life.Delete,
            ("702", p => p.Api.PostFormAsync(s.Path(99_999, "delete"))),
            ("1001", p => p.Api.PostFormAsync($"{s.Item}/x/delete.json"))),
        .. s.HasApproval ? For(s.Life.Delete, ("709", async p => await p.Api.PostFormAsync(s.Path(await ApprovedAsync(s, p), "delete")))) : [],
        .. For(
            s.Life.Approve,
            ("702", p => p.Api.PostFormAsync(s.Path(99_999, "approveDraft"))),
            ("709", async p => await p.Api.PostFormAsync(s.Path(await ApprovedAsync(s, p), "approveDraft"))),
            ("1001", p => p.Api.PostFormAsync($"{s.Item}/x/approveDraft.json"))),
        .. For(
            s.Life.Unapprove,
            ("702", p => p.Api.PostFormAsync(s.Path(99_999, "unapprove"))),
            ("709", async p => await p.Api.PostFormAsync(s.Path(await s.NewAsync(p.Api, New()), "unapprove"))),
            ("1001", p => p.Api.PostFormAsync($"{s.Item}/x/unapprove.json"))),
        .. For(
            s.Life.Discard,
            ("702", p => p.Api.PostFormAsync(s.Path(99_999, "discardDraft"))),
            ("709", async p => await p.Api.PostFormAsync(s.Path(await s.NewAsync(p.Api, New()), "discardDraft"))),
            ("1001", p => p.Api.PostFormAsync($"{s.Item}/x/discardDraft.json"))),
    ];

    /// <summary>A name that no asset has.</summary>
    public static string New() => $"Asset {Guid.NewGuid():N}";

    private static async Task<long> ApprovedAsync(LifecycleSample sample, CodeServers.Prepared prepared)
    {
        var id = await sample.NewAsync(prepared.Api, New());
        var reply = await prepared.Api.PostFormAsync(sample.Path(id, "approveDraft"));
        Assert.True(reply.Success, reply.Body);
        return id;
    }

    private static IEnumerable<CodeScenario> For(string? operation, params (string Code, Func<CodeServers.Prepared, Task<Reply>> CauseAsync)[] scenarios) =>
        operation is null ? [] : scenarios.Select(s => new CodeScenario(operation, s.Code, s.CauseAsync));
}
