using System.Globalization;
using Leadbase.Storage;
using Leadbase.Tests.Http.Assets;
using Leadbase.Tests.Http.Assets.Contents;

namespace Leadbase.Tests.Model;

/// <summary>A step of the life that has no parameters.</summary>
internal enum ModelStep
{
    Approve,
    Unapprove,
    Discard,
    Delete,
}

/// <summary>A type of assets as random sequences call it: of the older operations or of the new ones.</summary>
internal sealed record ModelAssetType(string Name, bool HasApproval)
{
    /// <summary>The type's name in the table.</summary>
    public string Stored { get; private init; } = "";

    public required Func<ApiClient, string, Task<Reply>> CreateAsync { get; init; }

    public required Func<ApiClient, long, string, Task<Reply>> RenameAsync { get; init; }

    /// <summary>A version by its status.</summary>
    public required Func<ApiClient, long, string, Task<Reply>> GetAsync { get; init; }

    /// <summary>The steps that the type has.</summary>
    public required IReadOnlyDictionary<ModelStep, Func<ApiClient, long, Task<Reply>>> Steps { get; init; }

    public Func<ApiClient, long, string, Task<Reply>>? CloneAsync { get; init; }

    /// <summary>Whether the document of a copy has something of its own.</summary>
    public bool CopyHasOwnParts { get; init; }

    /// <summary>Changes the document.</summary>
    public Func<ApiClient, long, string, Task<Reply>>? EditAsync { get; init; }

    /// <summary>Makes something that uses the asset.</summary>
    public ModelUse? Use { get; init; }

    /// <summary>Every type of the lifecycle, ready to be called.</summary>
    public static async Task<IReadOnlyList<ModelAssetType>> AllAsync(TestServer server)
    {
        var types = new List<ModelAssetType>();
        foreach (var sample in LifecycleSample.All.Where(s => s.Life.Create is not null)) types.Add(Of(sample, await sample.ExtraAsync(server.Api)));
        types.AddRange(ContentSample.All.Select(Of));
        for (var i = 0; i < types.Count; i++) types[i] = types[i] with { Stored = await StoredAsync(server, types[i]) };
        return types;
    }

    private static ModelAssetType Of(LifecycleSample s, (string, string)[] extra)
    {
        var steps = new Dictionary<ModelStep, Func<ApiClient, long, Task<Reply>>>();
        Add(ModelStep.Approve, s.Life.Approve, "approveDraft");
        Add(ModelStep.Unapprove, s.Life.Unapprove, "unapprove");
        Add(ModelStep.Discard, s.Life.Discard, "discardDraft");
        Add(ModelStep.Delete, s.Life.Delete, "delete");
        return new(s.Name, s.HasApproval)
        {
            CreateAsync = CreateAsync,
            RenameAsync = (api, id, name) => api.PostFormAsync(s.Path(id), ("name", name)),
            GetAsync = (api, id, status) => api.GetAsync(s.HasApproval ? $"{s.Path(id)}?status={status}" : s.Path(id)),
            CloneAsync = s.Life.Clone is null ? null : (api, id, name) => api.PostFormAsync(s.Path(id, "clone"), ("name", name), ("folder", LifecycleSample.FolderJson(s.Folder))),
            CopyHasOwnParts = s.CopyHasOwnParts || !s.HasApproval,
            EditAsync = s.EditAsync,
            Steps = steps,
            Use = s.Name == "emailTemplate" ? ModelUse.OfEmailTemplate : null,
        };

        // Every asset could be approved.
        async Task<Reply> CreateAsync(ApiClient api, string name)
        {
            var reply = await api.PostFormAsync(s.Collection + ".json", [("name", name), (s.FolderParameter, LifecycleSample.FolderJson(s.Folder)), .. extra]);
            if (reply.Success) await s.ReadyAsync(api, reply.Result[0].GetProperty("id").GetInt64());
            return reply;
        }

        void Add(ModelStep step, string? operation, string path)
        {
            if (operation is not null) steps[step] = (api, id) => api.PostFormAsync(s.Path(id, path));
        }
    }

    private static ModelAssetType Of(ContentSample s)
    {
        static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
        Func<ApiClient, long, Task<Reply>> Step(string action) => (api, id) => s.StepAsync(api, Text(id), action);
        return new("new " + s.Word, true)
        {
            CreateAsync = (api, name) => s.CreateAsync(api, name),
            RenameAsync = (api, id, name) => s.UpdateAsync(api, Text(id), System.Text.Json.JsonSerializer.Serialize(new { name })),
            GetAsync = (api, id, status) => s.GetAsync(api, Text(id), "?status=" + status),
            CloneAsync = (api, id, name) => s.CloneAsync(api, Text(id), name),
            EditAsync = (api, id, text) => s.EditAsync(api, Text(id), text),
            Steps = new Dictionary<ModelStep, Func<ApiClient, long, Task<Reply>>>
            {
                [ModelStep.Approve] = Step("approve"),
                [ModelStep.Unapprove] = Step("unapprove"),
                [ModelStep.Discard] = Step("discard"),
                [ModelStep.Delete] = (api, id) => s.DeleteAsync(api, Text(id)),
            },
            Use = s.Word switch { "emailtemplate" => ModelUse.OfTemplate, "fragment" => ModelUse.OfFragment, _ => null },
        };
    }

    private static async Task<string> StoredAsync(TestServer server, ModelAssetType type)
    {
        var name = LifecycleCodes.New();
        var made = await type.CreateAsync(server.Api, name);
        Assert.True(made.Success, $"{type.Name}: {made.Body}");
        var database = server.Instance.Database;
        await using var session = await database.ReadAsync();
        return Assert.Single(await session.Sql($"select type from {database.Table("asset")} where name = $1").Bind(name).ListAsync(r => r.GetString(0)));
    }
}
