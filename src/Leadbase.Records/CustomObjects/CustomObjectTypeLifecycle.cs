using Leadbase.Assets;
using Leadbase.Gateway;
using Leadbase.Records.Objects;
using Leadbase.Storage;

namespace Leadbase.Records.CustomObjects;

/// <summary>Approve, Discard Draft and Delete of custom object types.</summary>
internal static class CustomObjectTypeLifecycle
{
    // Of deleted fields the columns stay; what a table can have at most is far above this on either database.
    private const int MaxColumns = 1_000;

    /// <summary>
    /// Approve Custom Object Type: the table, its new columns and the approved document come in one transaction. A type
    /// that is approved for the first time has its indexes made while nobody has a row there; later, no field comes that
    /// needs one.
    /// </summary>
    public static async ValueTask<Answer> Approve(Call call)
    {
        await using var turn = await call.Instance.Database.TakeTurnAsync(call.Cancel);
        return await CustomObjectStore.ChangeAsync(call, session => ApproveAsync(session, call), ofRecords: true);
    }

    /// <summary>Discard Custom Object Type Draft: a type that was never approved is nothing without its draft.</summary>
    public static ValueTask<Answer> Discard(Call call) => CustomObjectStore.ChangeAsync(call, async session =>
    {
        if (await FindAsync(session, call) is not { } asset) return Errors.ObjectNotFound;
        if (asset.State == AssetState.Approved) return Errors.DiscardFailed;
        if (asset.State == AssetState.Draft) await AssetStore.DeleteAsync(session, asset.Type, asset.Id);
        else await AssetStore.UpdateAsync(session, asset.DiscardDraft(call.Instance.Now));
        return null;
    });

    /// <summary>
    /// Delete Custom Object Type, with its records. The table stays, empty: other processes know of the type a moment
    /// longer, and what they read and write there must not fail.
    /// </summary>
    public static ValueTask<Answer> Delete(Call call) => CustomObjectStore.ChangeAsync(
        call,
        async session =>
        {
            var all = await AssetStore.ListAsync(session, AssetType.CustomObjectType);
            if (CustomObjectStore.Find(all, call.Route[0]) is not { } asset) return Errors.ObjectNotFound;
            if (CustomObjectStore.DependentsOf(all, asset.Name).Any()) return Errors.ObjectInUse;
            await AssetStore.DeleteAsync(session, asset.Type, asset.Id);
            if (asset.Approved is not null) await session.Sql($"delete from {session.Database.Table(CustomObjectTypes.TableOf(asset))}").ExecuteAsync();
            return null;
        },
        ofRecords: true);

    private static Task<Asset?> FindAsync(Session session, Call call) => AssetStore.FindByNameAsync(session, AssetType.CustomObjectType, call.Route[0]);

    private static async Task<ApiError?> ApproveAsync(Session session, Call call)
    {
        if (await FindAsync(session, call) is not { } asset) return Errors.ObjectNotFound;
        if (asset.ReadDraft<CustomObjectDocument>() is not { } draft) return Errors.InvalidData("There is no draft to approve");
        if (!draft.Fields.Any(f => f.IsDedupeField)) return Errors.InvalidData("A custom object type must have at least one dedupe field");
        if (await MissingTargetAsync(session, draft) is { } missing) return Errors.InvalidData($"The linked object '{missing}' is not approved");
        var (database, table) = (session.Database, CustomObjectTypes.TableOf(asset));
        if (asset.Approved is null) await CreateTableAsync(session, table);
        else if ((await database.ColumnsOfAsync(session, table)).Count + draft.Fields.Count > MaxColumns) return Errors.InvalidData("Too many fields were deleted and added again");
        var fields = new List<CustomObjectField>();
        foreach (var field in draft.Fields) fields.Add(field.ColumnName is null ? await AddColumnAsync(session, table, field) : field);
        var document = draft with { Fields = fields, ApprovedAt = call.Instance.Now };
        await AssetStore.UpdateAsync(session, asset.WithDraft(document, call.Instance.Now).Approve(call.Instance.Now));
        return null;
    }

    private static async Task<string?> MissingTargetAsync(Session session, CustomObjectDocument draft)
    {
        var approved = (await AssetStore.ListAsync(session, AssetType.CustomObjectType)).Where(a => a.Approved is not null).Select(a => a.Name).ToList();
        return draft.Fields.Select(f => f.RelatedTo?.Name).OfType<string>().FirstOrDefault(n => !StandardObjects.Names.Contains(n) && !approved.Contains(n));
    }

    private static async Task CreateTableAsync(Session session, string table)
    {
        foreach (var statement in RecordsSchema.CreateTable(session.Database, table, CustomObjectTypes.SystemFields.Select(f => f.Column)))
        {
            await session.RunAsync(statement);
        }
        await session.RunAsync(RecordsSchema.CreateIndex(session.Database, table, CustomObjectTypes.SystemFields[0]));
    }

    private static async Task<CustomObjectField> AddColumnAsync(Session session, string table, CustomObjectField added)
    {
        var field = await FieldStore.IdentifyAsync(session, table, added.ToField());
        await session.Database.AddColumnAsync(session, table, field.Column);
        if (CustomObjectFieldRules.IsFixed(added)) await session.RunAsync(RecordsSchema.CreateIndex(session.Database, table, field));
        return added with { Id = field.Id, ColumnName = field.ColumnName };
    }
}
