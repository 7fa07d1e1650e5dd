using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>Names and descriptions of assets: what they may be, and that none is given twice in its scope.</summary>
public static class AssetNames
{
    /// <summary>The name that a parameter gives, or must give (701, 709).</summary>
    public static Outcome<string> Read(Call call, AssetKind kind) => Valid(kind, AssetInput.Text(call, "name"));

    /// <summary>A name that must be given (701, 709).</summary>
    public static Outcome<string> Valid(AssetKind kind, string? name)
    {
        if (string.IsNullOrWhiteSpace(name)) return AssetErrors.Blank("name");
        return Check(kind, name) is { } error ? error : name;
    }

    /// <summary>Why a kind of assets cannot have a name; null when it can.</summary>
    public static ApiError? Check(AssetKind kind, string name) =>
        name.Length > kind.MaxName ? AssetErrors.Rule($"a name has at most {kind.MaxName} characters")
        : name.Any(char.IsControl) ? AssetErrors.Rule("a name has no control characters")
        : null;

    /// <summary>The description that a parameter gives; null when it is not given (709 when it is too long).</summary>
    public static bool TryDescription(Call call, out string? description, out ApiError error)
    {
        description = AssetInput.Text(call, "description");
        error = CheckDescription(description) ?? default;
        return error == default;
    }

    /// <summary>Why an asset cannot have a description; null when it can.</summary>
    public static ApiError? CheckDescription(string? description) =>
        description?.Length > AssetInput.MaxDescription ? AssetErrors.Rule($"a description has at most {AssetInput.MaxDescription} characters")
        : description?.Contains('\0', StringComparison.Ordinal) == true ? AssetErrors.Rule("a description has no control characters")
        : null;

    /// <summary>
    /// Why an asset cannot have its name: another one of its scope has it (709). Others that make or name an asset of this name wait
    /// until the transaction ends.
    /// </summary>
    public static async Task<ApiError?> TakeAsync(AssetCall call, AssetKind kind, Asset asset)
    {
        await AssetStore.LockNameAsync(call.Session, kind.Type, asset.Name);
        var namesakes = await AssetStore.BrowseAsync(call.Session, new AssetFilter(kind.Type) { Names = [asset.Name] }, 0, int.MaxValue);
        var taken = namesakes.Any(n => n.Id != asset.Id && (kind.Names == NameScope.Instance || n.Folder == asset.Folder));
        return taken ? AssetErrors.Rule($"the name '{asset.Name}' is already in use") : null;
    }
}
