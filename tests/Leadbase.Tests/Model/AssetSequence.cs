using System.Globalization;
using Leadbase.Assets;

namespace Leadbase.Tests.Model;

/// <summary>A random sequence of calls on assets of one type, each compared with the model. Names are its own, so that sequences do not meet.</summary>
internal sealed class AssetSequence(TestServer server, ModelAssetType type, int seed)
{
    /// <summary>Calls of a sequence, at least.</summary>
    public const int MinCalls = 20;

    private const long Never = 999_999_999;
    private readonly Random _random = new(seed);
    private readonly ModelAssets _model = new(type.HasApproval);
    private readonly List<string> _trace = [];
    private readonly List<long> _gone = [];
    private int _words;

    private ApiClient Api => server.Api;

    /// <summary>Makes its calls; throws what differs, with the calls that led there.</summary>
    /// <returns>How many calls were compared.</returns>
    public async Task<int> RunAsync()
    {
        var calls = _random.Next(MinCalls, MinCalls + 5);
        try
        {
            await CreateAsync();
            for (var i = 1; i < calls; i++) await NextAsync();
            foreach (var asset in _model.All) await CompareAsync(asset.Id);
            return calls;
        }
        catch (Exception e) when (e is Xunit.Sdk.XunitException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidOperationException($"Sequence {seed} of {type.Name} differs: {e.Message}{Environment.NewLine}{string.Join(Environment.NewLine, _trace)}", e);
        }
    }

    private Task NextAsync() => _random.Next(16) switch
    {
        0 => CreateAsync(),
        1 => RenameAsync(),
        2 when type.CloneAsync is { } clone => CloneAsync(clone),
        3 or 4 or 5 when type.EditAsync is { } edit => EditAsync(edit),
        6 when type.Use is { } use => UseAsync(use),
        7 when type.Use is { } use => EndAsync(use),
        8 or 9 or 10 => StepAsync(ModelStep.Approve, ModelAssets.Approve),
        11 or 12 => StepAsync(ModelStep.Unapprove, ModelAssets.Unapprove),
        13 => StepAsync(ModelStep.Discard, ModelAssets.Discard),
        14 => DeleteAsync(),
        _ => GetAsync(),
    };

    private async Task CreateAsync()
    {
        var name = Name();
        var code = _model.CheckName(name);
        var reply = Expect(code, $"create {name}", await type.CreateAsync(Api, name));
        if (code is null) await AddAsync(reply, name, null);
    }

    private async Task CloneAsync(Func<ApiClient, long, string, Task<Reply>> clone)
    {
        var (id, name) = (AnyId(), Name());
        var source = _model.Find(id);
        var code = _model.Clone(source, name);
        var reply = Expect(code, $"clone {id} {name}", await clone(Api, id, name));
        if (code is null) await AddAsync(reply, name, type.CopyHasOwnParts ? null : source!.Approved ?? source.Draft);
        await CompareAsync(id);
    }

    // What a new document is, the server says; from then on the model does.
    private async Task AddAsync(Reply reply, string name, string? document)
    {
        var id = long.Parse(reply.Result[0].GetProperty("id").ToString(), CultureInfo.InvariantCulture);
        Assert.True(_model.Find(id) is null && !_gone.Contains(id), $"the id {id} is given twice");
        var asset = new ModelAsset(id, name);
        var stored = await StoredAsync(id);
        if (type.HasApproval) asset.Draft = document ?? stored?.Draft;
        else asset.Approved = stored?.Approved;
        Assert.NotNull(asset.Draft ?? asset.Approved);
        _model.Add(asset);
        await CompareAsync(id);
    }

    private async Task RenameAsync()
    {
        var (id, name) = (AnyId(), Name());
        Expect(_model.Rename(_model.Find(id), name), $"rename {id} {name}", await type.RenameAsync(Api, id, name));
        await CompareAsync(id);
    }

    private async Task EditAsync(Func<ApiClient, long, string, Task<Reply>> edit)
    {
        var (id, words) = (AnyId(), $"Words {++_words}");
        var asset = _model.Find(id);
        Expect(asset is null ? "702" : null, $"edit {id} {words}", await edit(Api, id, words));
        if (asset is not null)
        {
            var changed = (await StoredAsync(id))?.Draft;
            Assert.NotEqual(asset.Draft ?? asset.Approved, changed);
            asset.Draft = changed;
        }
        await CompareAsync(id);
    }

    private async Task StepAsync(ModelStep step, Func<ModelAsset?, string?> model)
    {
        if (!type.Steps.TryGetValue(step, out var call))
        {
            await GetAsync();
            return;
        }
        var id = AnyId();
        Expect(model(_model.Find(id)), $"{step} {id}", await call(Api, id));
        await CompareAsync(id);
    }

    private async Task DeleteAsync()
    {
        var before = _model.All.Select(a => a.Id).ToList();
        await StepAsync(ModelStep.Delete, _model.Delete);
        _gone.AddRange(before.Where(id => _model.Find(id) is null));
    }

    private async Task UseAsync(ModelUse use)
    {
        var id = AnyId();
        var asset = _model.Find(id);
        var code = asset is null || (use.NeedsApproval && asset.Approved is null) ? "709" : null;
        var reply = Expect(code, $"use {id}", await use.UseAsync(Api, id, $"User {seed} {++_words}"));
        if (code is null) asset!.Users.Push(long.Parse(reply.Result[0].GetProperty("id").ToString(), CultureInfo.InvariantCulture));
        await CompareAsync(id);
    }

    private async Task EndAsync(ModelUse use)
    {
        var asset = _model.All.FirstOrDefault(a => a.Users.Count > 0);
        var user = asset?.Users.Pop() ?? Never;
        Expect(asset is null ? "702" : null, $"end {user}", await use.EndAsync(Api, user));
    }

    private async Task GetAsync()
    {
        var (id, approved) = (AnyId(), !type.HasApproval || _random.Next(2) == 0);
        var reply = await type.GetAsync(Api, id, approved ? "approved" : "draft");
        _trace.Add($"get {id} {(approved ? "approved" : "draft")} → {reply.Body}");
        var asset = _model.Find(id);
        if ((approved ? asset?.Approved : asset?.Draft) is null)
        {
            Assert.True(Http.Assets.AssetReplies.FoundNothing(reply), reply.Body);
            return;
        }
        var shown = Http.Assets.AssetReplies.One(reply);
        Assert.Equal((asset!.Name, $"{id}"), (shown.GetProperty("name").GetString(), shown.GetProperty("id").ToString()));
        if (type.HasApproval) Assert.Equal(approved ? "approved" : "draft", shown.GetProperty("status").GetString(), ignoreCase: true);
    }

    /// <summary>Compares the error code.</summary>
    private Reply Expect(string? code, string what, Reply reply)
    {
        _trace.Add($"{what} → {reply.Body}");
        Assert.Equal(code, reply.Code);
        return reply;
    }

    /// <summary>Compares status and both documents.</summary>
    private async Task CompareAsync(long id)
    {
        var (asset, stored) = (_model.Find(id), await StoredAsync(id));
        Assert.Equal((asset?.Name, asset?.Draft, asset?.Approved), (stored?.Name, stored?.Draft, stored?.Approved));
    }

    private async Task<Asset?> StoredAsync(long id)
    {
        await using var session = await server.Instance.Database.ReadAsync();
        return await AssetStore.FindAsync(session, type.Stored, id);
    }

    // Mostly assets that are there, at times one that was, or one that never will be.
    private long AnyId() => _random.Next(10) switch
    {
        0 when _gone.Count > 0 => _gone[_random.Next(_gone.Count)],
        1 => Never,
        _ => _model.All.Count > 0 ? _model.All[_random.Next(_model.All.Count)].Id : Never,
    };

    private string Name() => $"{"AaBbC"[_random.Next(5)]} {seed}";
}
