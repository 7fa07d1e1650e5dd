using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Folders;

/// <summary>The folder or program that an operation of folders is about: an id in the path, and a parameter that says what it is an id of.</summary>
internal static class FolderPlace
{
    /// <summary>The place; a folder where nothing is said of its type.</summary>
    /// <returns>False with 1001 for what is no id or no type.</returns>
    public static bool TryRead(Call call, string parameter, out AssetFolder place, out ApiError error)
    {
        place = default;
        if (!AssetCall.TryId(call, 0, out var id, out error) || !TryType(call, parameter, out var type, out error)) return false;
        place = new(id, type ?? AssetType.Folder);
        return true;
    }

    /// <summary>The type that a parameter names; null when it is not given.</summary>
    public static bool TryType(Call call, string parameter, out string? type, out ApiError error)
    {
        (type, error) = (null, default);
        if (AssetInput.Text(call, parameter) is not { Length: > 0 } text) return true;
        type = AssetInput.FolderType(text);
        if (type is null) error = Errors.InvalidValue(text, $"{AssetType.Folder} or {AssetType.Program}");
        return type is not null;
    }
}
