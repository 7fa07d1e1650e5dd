using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Programs;

/// <summary>The tags of a program: of types that its own type may or must have, with values that they allow.</summary>
internal static class ProgramTags
{
    /// <summary>The program with the tags that the call gives; those of other types it keeps.</summary>
    /// <returns>1001 for what is no array of tags; 709 for what the tag types do not allow, and for a new program without a required tag.</returns>
    public static async Task<Outcome<ProgramDocument>> PutAsync(AssetCall call, ProgramDocument program, bool isNew)
    {
        if (!ProgramInput.TryItems(call.Call, "tags", out var items, out var error)) return error;
        foreach (var item in items ?? [])
        {
            if (ProgramInput.Text(item, "tagType") is not { } type) return AssetErrors.Blank("tagType");
            if (ProgramInput.Text(item, "tagValue") is not { } value) return AssetErrors.Blank("tagValue");
            var tag = await TagAsync(call, program, type, value);
            if (tag.Value is not { } made) return tag.Error!.Value;
            program = With(program, made);
        }
        if (!isNew) return program;
        var missing = (await AssetStore.ListAsync(call.Session, AssetType.TagType)).Find(t => IsRequired(t, program) && program.Tags.All(p => p.TagType != t.Name));
        return missing is null ? program : AssetErrors.Rule($"a program of this type needs a tag '{missing.Name}'");
    }

    /// <summary>Update Program Tag ("Tags", Update): the value of the one that the path names. 701, 702, 709, 1001.</summary>
    public static readonly Handler Set = AssetDocuments.Change(ProgramKind.Instance, async (assets, _, program) =>
    {
        var value = AssetInput.Required(assets.Call, "tagValue");
        if (value.Error is { } blank) return blank;
        var tag = await TagAsync(assets, program, assets.Call.Route[1], value.Value!);
        return tag.Value is { } made ? With(program, made) : tag.Error!.Value;
    });

    /// <summary>Delete Program Tag ("Tags", Delete): of a type that is not required (709); 702 where the program has no such tag, 1001.</summary>
    public static readonly Handler Remove = AssetDocuments.Change(ProgramKind.Instance, async (assets, _, program) =>
    {
        if (program.Tags.FirstOrDefault(t => t.TagType.Equals(assets.Call.Route[1], StringComparison.OrdinalIgnoreCase)) is not { } tag) return AssetErrors.NotFound;
        var type = await AssetStore.FindByNameAsync(assets.Session, AssetType.TagType, tag.TagType);
        if (type is not null && IsRequired(type, program)) return AssetErrors.Rule($"a program of this type needs a tag '{tag.TagType}'");
        return program with { Tags = [.. program.Tags.Where(t => t != tag)] };
    });

    private static ProgramDocument With(ProgramDocument program, ProgramTag tag) => program with { Tags = [.. program.Tags.Where(t => t.TagType != tag.TagType), tag] };

    private static async Task<Outcome<ProgramTag>> TagAsync(AssetCall call, ProgramDocument program, string name, string value)
    {
        if (await AssetStore.FindByNameAsync(call.Session, AssetType.TagType, name) is not { } type) return AssetErrors.Rule($"there is no tag type '{name}'");
        var document = type.ReadApproved<TagTypeDocument>()!;
        if (!document.ApplicableProgramTypes.Contains(program.Type)) return AssetErrors.Rule($"the tag type '{type.Name}' is not for programs of this type");
        if (!document.Allows(value)) return AssetErrors.Rule($"'{value}' is no value of the tag type '{type.Name}'");
        return new ProgramTag(type.Name, value);
    }

    private static bool IsRequired(Asset type, ProgramDocument program) =>
        type.ReadApproved<TagTypeDocument>() is { Required: true } document && document.ApplicableProgramTypes.Contains(program.Type);
}
