using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Marketing.Documents;

namespace Leadbase.Marketing.Programs;

/// <summary>The channel of a program: one that is for programs of its type.</summary>
internal static class ProgramChannel
{
    /// <summary>The program with a channel (709 when there is none of the name, or it is for other programs).</summary>
    public static async Task<Outcome<ProgramDocument>> PutAsync(AssetCall call, ProgramDocument program, string name)
    {
        if (await AssetStore.FindByNameAsync(call.Session, AssetType.Channel, name) is not { } channel) return AssetErrors.Rule($"there is no channel '{name}'");
        var type = channel.ReadApproved<ChannelDocument>()!.ApplicableProgramType;
        if (type != program.Type) return AssetErrors.Rule($"the channel '{channel.Name}' is for programs of the type {ProgramTypes.Of(type).Name}");
        return program with { Channel = channel.Name };
    }
}
