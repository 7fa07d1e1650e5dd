using System.Globalization;
using CsCheck;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Tests.Http.Leads;

/// <summary>Pages of Get Leads by Filter Type, and the tokens between them.</summary>
public sealed class PagingTests
{
    [Theory, OnEveryDatabase]
    public async Task Pages_of_the_batch_size_bring_every_match_once_in_order(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(25, _ => new { email = "same@x.com" });
        var pages = new List<long[]>();
        var more = "&batchSize=7";
        for (Reply reply; ; more = "&batchSize=7&nextPageToken=" + reply.NextPageToken)
        {
            reply = await server.Api.FindAsync("email", "same@x.com", more);
            pages.Add(reply.Ids());
            if (reply.NextPageToken is null) break;
            Assert.True(reply.Root.GetProperty("moreResult").GetBoolean());
        }

        Assert.Equal([7, 7, 7, 4], pages.Select(p => p.Length));
        Assert.Equal(ids, pages.SelectMany(p => p));
    }

    [Theory, OnEveryDatabase]
    public async Task A_page_that_is_just_full_is_the_last_one(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateManyAsync(10, _ => new { email = "same@x.com" });

        var first = await server.Api.FindAsync("email", "same@x.com", "&batchSize=5");
        var second = await server.Api.FindAsync("email", "same@x.com", "&batchSize=5&nextPageToken=" + first.NextPageToken);

        Assert.Equal(5, second.Result.Length);
        Assert.Null(second.NextPageToken);
    }

    [Theory, OnEveryDatabase]
    public async Task A_lead_that_is_deleted_between_pages_shifts_nothing(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ids = await server.Api.CreateManyAsync(6, _ => new { email = "same@x.com" });
        var first = await server.Api.FindAsync("email", "same@x.com", "&batchSize=3");
        await server.Api.PostAsync("/rest/v1/leads/delete.json", new { input = new[] { new { id = ids[0] }, new { id = ids[2] } } });

        Assert.Equal(ids[3..], (await server.Api.FindAsync("email", "same@x.com", "&batchSize=3&nextPageToken=" + first.NextPageToken)).Ids());
    }

    [Theory, OnEveryDatabase]
    public async Task A_thousand_matches_are_paged_and_one_more_is_too_many(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateManyAsync(1_000, _ => new { email = "same@x.com" });

        var exact = await server.Api.FindAsync("email", "same@x.com");
        Assert.Equal(300, exact.Result.Length);
        Assert.NotNull(exact.NextPageToken);
        await server.Api.CreateAsync(new { email = "same@x.com" });
        var over = await server.Api.FindAsync("email", "same@x.com", "&batchSize=1");
        Assert.Equal(("1003", "Too many results match the filter"), (over.Code, over.Message));
        Assert.False(over.Root.TryGetProperty("result", out _));
    }

    [Theory, OnEveryDatabase]
    public async Task A_batch_size_beyond_the_limit_is_the_limit_and_one_that_is_no_number_is_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        await server.Api.CreateManyAsync(301, _ => new { email = "same@x.com" });

        Assert.Equal(300, (await server.Api.FindAsync("email", "same@x.com", "&batchSize=1000")).Result.Length);
        foreach (var size in (string[])["0", "-1", "x", "1.5"]) Assert.Equal("1001", (await server.Api.FindAsync("email", "same@x.com", "&batchSize=" + size)).Code);
    }

    [Theory, OnEveryDatabase]
    public async Task A_token_of_another_purpose_or_instance_and_a_made_up_one_are_refused(DatabaseKind database)
    {
        await using var server = await LeadSteps.StartAsync(database);
        var ofFields = (await server.Api.GetAsync("/rest/v1/leads/schema/fields.json?batchSize=5")).NextPageToken!;
        var other = await server.Server.Catalogue.CreateAsync("999-XYZ-999", new InstanceSettings());
        var own = PagingToken.Create(server.Instance, "lead", 5);

        foreach (var token in (string[])[ofFields, PagingToken.Create(other, "lead", 5), own + "A", own[1..], own.ToLowerInvariant(), "x"])
        {
            var reply = await server.Api.FindAsync("email", "a@x.com", "&nextPageToken=" + Uri.EscapeDataString(token));
            Assert.Equal(("1003", "Invalid nextPageToken"), (reply.Code, reply.Message));
        }
        Assert.True((await server.Api.FindAsync("email", "a@x.com", "&nextPageToken=" + own)).Success);
    }

    [Fact]
    public async Task Any_position_comes_back_from_its_token_and_from_no_changed_one()
    {
        await using var server = await LeadSteps.StartAsync(DatabaseKind.Sqlite);
        var instance = server.Instance;

        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Int[0, 23], Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZ234567=0189abc"]).Sample((position, at, changed) =>
        {
            var token = PagingToken.Create(instance, "lead", position);
            var same = PagingToken.TryRead(instance, "lead", token, out var read) && read == position;
            if (token[at] == changed) return same;
            var other = string.Create(CultureInfo.InvariantCulture, $"{token[..at]}{changed}{token[(at + 1)..]}");
            return same && !PagingToken.TryRead(instance, "lead", other, out _) && !PagingToken.TryRead(instance, "leads", token, out _);
        });
    }
}
