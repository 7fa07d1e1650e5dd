using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Programs;

/// <summary>The operations of programs as assets.</summary>
internal static class ProgramRoutes
{
    /// <summary>Get Programs by Tag.</summary>
    public const string ByTag = "getProgramListByTagUsingGET";

    private const string Tag = "/rest/asset/v1/program/{id}/tag/{tagType}";

    /// <summary>The operations of their life.</summary>
    public static readonly AssetOperations Life = new()
    {
        ById = "getProgramByIdUsingGET",
        ByName = "getProgramByNameUsingGET",
        Browse = "browseProgramsUsingGET",
        Create = "createProgramUsingPOST",
        Update = "updateProgramUsingPOST",
        Clone = "cloneProgramUsingPOST",
        Delete = "deleteProgramUsingPOST",
    };

    /// <summary>Maps them.</summary>
    public static Routes MapProgramAssets(this Routes routes) => routes
        .MapAsset(ProgramKind.Instance, Life)
        .Map(ByTag, ProgramFilter.ByTag)
        .Map("approveProgramUsingPOST", ApproveProgram.Approve)
        .Map("unapproveProgramUsingPOST", ApproveProgram.Unapprove)
        .MapUndefined(Tag + ".json", Life.Update!, ProgramTags.Set)
        .MapUndefined(Tag + "/delete.json", Life.Update!, ProgramTags.Remove);
}
