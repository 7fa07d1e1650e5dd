using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Programs;

/// <summary>Where a program may be: in Marketing Activities, and in programs as their types say ("Programs", Program Types).</summary>
internal static class ProgramPlace
{
    /// <summary>Why a program cannot be where it is to be; null when it can.</summary>
    public static async Task<ApiError?> RefusalAsync(AssetCall call, Asset program, ProgramDocument document)
    {
        var place = program.Folder!.Value;
        if (await call.Folders.TypeInAsync(place) != FolderDocument.Marketing) return AssetErrors.IncompatibleFolder;
        if ((await call.Folders.WayAsync(place)).LastOrDefault(n => n.Place.Type == AssetType.Program) is not { } outer) return null;
        var around = (await AssetStore.FindAsync(call.Session, AssetType.Program, outer.Place.Id))!.ReadApproved<ProgramDocument>() ?? new();
        return Contains(around.Type, document.Type) ? null : AssetErrors.IncompatibleFolder;
    }

    // "Engagement programs can contain every other program type. Default, Event, and Event with Webinar programs can contain only Email programs."
    private static bool Contains(string outer, string inner) => outer switch
    {
        "nurture" => inner != "nurture",
        ProgramDocument.Email => false,
        _ => inner == ProgramDocument.Email,
    };
}
