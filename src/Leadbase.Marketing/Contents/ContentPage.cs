using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;

namespace Leadbase.Marketing.Contents;

/// <summary>A page of new emails, templates and fragments: <c>pageIndex</c> from 0, and <c>pageSize</c>.</summary>
/// <param name="Index">The number of the page.</param>
/// <param name="Size">How many there are at most.</param>
internal readonly record struct ContentPage(int Index, int Size)
{
    /// <summary>Assets in a page where nothing is said.</summary>
    public const int Default = 20;

    /// <summary>Assets in a page, at most.</summary>
    public const int Max = 50;

    /// <summary>How many are passed over.</summary>
    public int Offset => Index * Size;

    /// <summary>What an answer says of the page.</summary>
    public PageDetails Of(int total) => new(total, Size, Index);

    /// <summary>The parameters; more than <see cref="Max"/> is that many (1001).</summary>
    public static bool TryRead(Call call, out ContentPage page, out ApiError error)
    {
        page = default;
        if (!AssetInput.TryNumber(call, "pageIndex", out var index, out error) || !AssetInput.TryNumber(call, "pageSize", out var size, out error)) return false;
        if (index is < 0 or > int.MaxValue / Max) error = Errors.InvalidValue(AssetInput.Text(call, "pageIndex")!, "Integer");
        if (size is < 1) error = Errors.InvalidValue(AssetInput.Text(call, "pageSize")!, "Integer");
        page = new((int)(index ?? 0), (int)Math.Min(size ?? Default, Max));
        return error == default;
    }
}
