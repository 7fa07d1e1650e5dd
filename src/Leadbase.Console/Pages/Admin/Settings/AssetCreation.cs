using System.Text.Json;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Marketing.Import;
using Leadbase.Storage;

namespace Leadbase.Console.Pages.Admin.Settings;

/// <summary>Channels and tag types that are made here: a file of one asset, imported by the same rules as any.</summary>
internal static class AssetCreation
{
    /// <summary>Creates an asset of a name that none of its type has.</summary>
    /// <exception cref="AdministrationException">The name is taken, or a rule of the import is broken.</exception>
    public static async Task CreateAsync(Administrator by, string type, string section, string name, object asset)
    {
        // An import would replace the one that is there.
        await using (var session = await by.Instance.Database.ReadAsync())
        {
            if (await AssetStore.FindByNameAsync(session, type, name) is not null) throw new AdministrationException($"'{name}' exists already.");
        }
        var file = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object[]> { [section] = [asset] });
        await AssetImport.RunAsync(by.Instance, new MemoryStream(file), CancellationToken.None);
        await Administration.NoteAsync(by, "create", type, name, null, asset);
    }
}
