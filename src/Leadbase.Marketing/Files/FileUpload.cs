using System.Security.Cryptography;
using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Storage;
using Microsoft.Net.Http.Headers;

namespace Leadbase.Marketing.Files;

/// <summary>Create File and Update File Content: the part <c>file</c> of the form, stored in the transaction of the asset.</summary>
internal static class FileUpload
{
    private const string Part = "file";
    private const int MaxMimeType = 127;

    /// <summary>Create File: a file of the name that is there already gets the new content, unless <c>insertOnly</c> is true.</summary>
    public static readonly Handler Create = call => AssetCall.ChangeAsync(
        call,
        async assets =>
        {
            if (!AssetInput.TryFlag(call, "insertOnly", out var insertOnly, out var error)) return error;
            if (insertOnly != true && await PresentAsync(assets) is { } present)
            {
                var folder = await assets.FolderAsync(FileKind.Instance);
                if (folder.Error is { } misplaced) return misplaced;
                if (!AssetNames.TryDescription(call, out var description, out error)) return error;
                return await ReplaceAsync(assets, present with { Description = description ?? present.Description });
            }
            var made = await ChangeAssets.CreateAsync(assets, FileKind.Instance);
            if (made.Value is { } file) await StoreAsync(assets, file);
            return made;
        },
        ChangeAssets.Whole(FileKind.Instance));

    /// <summary>Update File Content.</summary>
    public static readonly Handler Update = call => AssetCall.ChangeAsync(
        call,
        async assets =>
        {
            var found = await assets.FindAsync(FileKind.Instance);
            return found.Value is { } file ? await ReplaceAsync(assets, file) : found;
        },
        ChangeAssets.Whole(FileKind.Instance));

    /// <summary>What the uploaded file is (701 without one).</summary>
    public static Outcome<FileDocument> Read(Call call)
    {
        var content = ContentOf(call);
        if (content.IsEmpty) return AssetErrors.Blank(Part);
        return new FileDocument
        {
            Size = content.Length,
            MimeType = MimeTypeOf(call.Files.First(f => f.Name == Part).ContentType),
            Hash = Convert.ToHexStringLower(SHA256.HashData(content.Span)),
        };
    }

    private static ReadOnlyMemory<byte> ContentOf(Call call) => call.Files.FirstOrDefault(f => f.Name == Part)?.Content ?? default;

    private static string MimeTypeOf(string? contentType) =>
        contentType is { Length: <= MaxMimeType } && MediaTypeHeaderValue.TryParse(contentType, out var type) && type.MediaType.Value is { } known && !known.Contains('*', StringComparison.Ordinal)
            ? known.ToLowerInvariant()
            : FileDocument.Unknown;

    private static async Task<Asset?> PresentAsync(AssetCall assets)
    {
        if (AssetInput.Text(assets.Call, "name") is not { Length: > 0 } name) return null;
        await AssetStore.LockNameAsync(assets.Session, AssetType.File, name);
        return await AssetStore.FindByNameAsync(assets.Session, AssetType.File, name, forUpdate: true) is { } file && assets.Call.Reaches(file.Workspace) ? file : null;
    }

    private static async Task<Outcome<Asset>> ReplaceAsync(AssetCall assets, Asset file)
    {
        var read = Read(assets.Call);
        if (read.Value is not { } document) return read.Error!.Value;
        await FileChunks.DeleteAsync(assets.Session, [PublicFile.ContentOf(file.Id, FileKind.Instance.Working(file).Hash)]);
        file = await AssetWriter.UpdateAsync(assets.Session, FileKind.Instance, FileKind.Instance.With(file, document, assets.Now));
        await StoreAsync(assets, file);
        return file;
    }

    // The name of what is stored has the hash in it: who is being served the old content never gets a part of the new one.
    private static async Task StoreAsync(AssetCall assets, Asset file)
    {
        var (content, name) = (ContentOf(assets.Call), PublicFile.ContentOf(file.Id, FileKind.Instance.Working(file).Hash));
        for (var (seq, start) = (0, 0); start < content.Length; seq++, start += FileChunks.Size)
        {
            await FileChunks.AppendAsync(assets.Session, name, seq, start, content.Slice(start, Math.Min(FileChunks.Size, content.Length - start)));
        }
    }
}
