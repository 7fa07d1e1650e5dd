using System.Text.Json;
using Leadbase.Tests.Http.Assets.Contents;
using Leadbase.Tests.Model;

namespace Leadbase.Tests.Http.Assets;

/// <summary>Calls of the lifecycle that meet: none makes what may be once twice, and none undoes what another has done.</summary>
public sealed class LifecycleConcurrencyTests
{
    private const int AtOnce = 8;

    [Theory, OnEveryDatabase]
    public async Task Creations_of_one_name_at_once_make_one_asset_of_every_type(DatabaseKind database)
    {
        await using var server = await LifecycleSample.StartAsync(database);
        foreach (var type in await ModelAssetType.AllAsync(server))
        {
            var replies = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(_ => type.CreateAsync(server.Api, "Once")));

            Assert.Equal([null, .. Enumerable.Repeat("709", AtOnce - 1)], replies.Select(r => r.Code).Order());
        }
    }

    [Theory, OnEveryDatabase]
    public async Task Approvals_and_changes_at_once_lose_no_change(DatabaseKind database)
    {
        await using var server = await LifecycleSample.StartAsync(database);
        var (api, emails) = (server.Api, ContentSample.Of("email"));
        var id = await emails.NewAsync(api, "Email");
        string[] members = ["fromName", "fromEmail", "replyEmail", "preheader", "subject"];

        for (var round = 0; round < 5; round++)
        {
            var replies = await Task.WhenAll(members.SelectMany(m => new[]
            {
                emails.UpdateAsync(api, id, $$$"""{"headers":{"{{{m}}}":"{{{m}}} {{{round}}}"}}"""),
                emails.StepAsync(api, id, "approve"),
            }));

            Assert.All(replies.Where((_, i) => i % 2 == 0), r => Assert.True(r.Success, r.Body));
            Assert.All(replies.Where((_, i) => i % 2 == 1), r => Assert.Contains(r.Code, (string?[])[null, "709"]));
            var headers = (await WorkingAsync(api, emails, id)).GetProperty("headers");
            Assert.All(members, m => Assert.Equal($"{m} {round}", headers.Text(m)));
        }
    }

    [Theory, OnEveryDatabase]
    public async Task What_comes_into_use_while_it_is_deleted_stays_or_is_not_used(DatabaseKind database)
    {
        await using var server = await LifecycleSample.StartAsync(database);
        var (api, emails, fragments) = (server.Api, ContentSample.Of("email"), ContentSample.Of("fragment"));
        for (var round = 0; round < 10; round++)
        {
            var fragment = await fragments.NewAsync(api, $"Fragment {round}");
            var deleting = fragments.DeleteAsync(api, fragment);
            var taking = emails.CreateAsync(api, $"Email {round}", ContentSample.Html($"{{{{fragment id='{fragment}'}}}}"));

            var (deleted, used) = ((await deleting).Success, (await taking).Success);
            Assert.NotEqual(deleted, used);
            Assert.Equal(deleted, (await fragments.GetAsync(api, fragment)).FoundNothing());
        }
    }

    private static async Task<JsonElement> WorkingAsync(ApiClient api, ContentSample sample, string id)
    {
        var draft = await sample.GetAsync(api, id, "?status=draft");
        return (draft.FoundNothing() ? await sample.GetAsync(api, id) : draft).One();
    }
}
