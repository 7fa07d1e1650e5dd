using Leadbase.Assets;
using Leadbase.Assets.Folders;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Marketing.Folders;

namespace Leadbase.Marketing.Tokens;

/// <summary>Get Tokens by Folder Id, Create Token and Delete Token by Name ("Tokens"), of folders of Marketing Activities and of programs.</summary>
internal static class FolderTokens
{
    private const string PlaceType = "folderType";

    /// <summary>The tokens that the place has of its own.</summary>
    public static readonly Handler Get = call => AssetCall.ReadAsync(call, async assets =>
    {
        if (!FolderPlace.TryRead(call, PlaceType, out var place, out var error)) return error;
        if (await assets.VisibleAsync(place.Type, place.Id) is null) return Answer.Warn(AssetErrors.NothingFound);
        var tokens = await TokenStore.OfAsync(assets.Session, place);
        if (tokens.Count == 0) return Answer.Warn(AssetErrors.NothingFound);
        Write(call, place, tokens);
        return Answer.Success;
    });

    /// <summary>Makes a token, or changes the one of the name.</summary>
    public static ValueTask<Answer> Create(Call call)
    {
        if (Read(call, "name", "type", "value") is { } missing) return ValueTask.FromResult<Answer>(missing);
        var token = new MyToken(AssetInput.Text(call, "name")!, AssetInput.Text(call, "type")!.ToLowerInvariant(), AssetInput.Text(call, "value")!);
        if (TypeError(token.Type) is { } unknown) return ValueTask.FromResult<Answer>(unknown);
        if (token.Check() is { } wrong) return ValueTask.FromResult<Answer>(wrong);
        return ChangeAsync(
            call,
            async (assets, place) =>
            {
                var present = await TokenStore.OfAsync(assets.Session, place);
                if (present.Count >= TokenStore.MaxInPlace && !present.Exists(t => t.Name.Equals(token.Name, StringComparison.OrdinalIgnoreCase)))
                {
                    return AssetErrors.Rule($"a folder or program has at most {TokenStore.MaxInPlace} tokens");
                }
                await TokenStore.SetAsync(assets.Session, place, token);
                return null;
            },
            (c, view) => Write(c, new(view.Asset.Id, view.Asset.Type), [token]));
    }

    /// <summary>Removes the token of a name and type.</summary>
    public static ValueTask<Answer> Delete(Call call)
    {
        if (Read(call, "name", "type") is { } missing) return ValueTask.FromResult<Answer>(missing);
        var (name, type) = (AssetInput.Text(call, "name")!, AssetInput.Text(call, "type")!.ToLowerInvariant());
        if (TypeError(type) is { } unknown) return ValueTask.FromResult<Answer>(unknown);
        return ChangeAsync(call, async (assets, place) => await TokenStore.DeleteAsync(assets.Session, place, name, type) ? null : AssetErrors.NotFound, null);
    }

    private static ValueTask<Answer> ChangeAsync(Call call, Func<AssetCall, AssetFolder, Task<ApiError?>> change, Action<Call, AssetView>? write) =>
        AssetCall.ChangeAsync(
            call,
            async assets =>
            {
                if (!FolderPlace.TryRead(call, PlaceType, out var place, out var error)) return error;
                await AssetStore.LockPlaceAsync(assets.Session, place);
                if (await assets.VisibleAsync(place.Type, place.Id) is not { } asset) return AssetErrors.ParentNotFound;
                if (FolderTree.NodeOf(asset).FolderType is not (FolderDocument.Marketing or FolderDocument.Program)) return AssetErrors.IncompatibleFolder;
                return await change(assets, place) is { } refusal ? refusal : asset;
            },
            write);

    // What is needed, besides the type of the place.
    private static ApiError? Read(Call call, params ReadOnlySpan<string> parameters)
    {
        foreach (var parameter in parameters)
        {
            if (AssetInput.Required(call, parameter).Error is { } blank) return blank;
        }
        return AssetInput.Required(call, PlaceType).Error;
    }

    private static ApiError? TypeError(string type) => MyToken.Types.Contains(type) ? null : Errors.InvalidValue(type, string.Join(", ", MyToken.Types));

    private static void Write(Call call, AssetFolder place, IReadOnlyList<MyToken> tokens)
    {
        var (json, request) = (call.Result, call.Http.Request);
        var code = place.Type == AssetType.Program ? "PG" : "MF";
        json.WriteStartObject();
        json.WriteStartObject("folder"u8);
        json.WriteString("type"u8, place.Type);
        json.WriteNumber("value"u8, place.Id);
        json.WriteEndObject();
        json.WriteStartArray("tokens"u8);
        foreach (var token in tokens)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, token.Name);
            json.WriteString("type"u8, token.Type);
            json.WriteString("value"u8, token.Value);
            json.WriteString("computedUrl"u8, $"{request.Scheme}://{request.Host.Value}/console/assets#{code}{place.Id}C3");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
