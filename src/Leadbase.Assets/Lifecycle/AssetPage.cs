using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>The versions that a query asks for.</summary>
/// <param name="IsApproved">Whether the approved version is shown.</param>
/// <param name="WithDraft">Whether there must be a draft beside it, too.</param>
public readonly record struct AssetStatus(bool IsApproved, bool WithDraft = false);

/// <summary>A page of the Asset API ("Assets", Browse).</summary>
/// <param name="Offset">How many are passed over.</param>
/// <param name="MaxReturn">How many there are at most.</param>
public readonly record struct AssetPage(int Offset, int MaxReturn)
{
    /// <summary>Assets in a page where nothing is said.</summary>
    public const int Default = 20;

    /// <summary>Assets in a page, at most.</summary>
    public const int Max = 200;

    /// <summary>The parameters <c>offset</c> and <c>maxReturn</c>; more than <see cref="Max"/> is that many.</summary>
    public static bool TryRead(Call call, out AssetPage page, out ApiError error)
    {
        page = default;
        if (!AssetInput.TryNumber(call, "offset", out var offset, out error) || !AssetInput.TryNumber(call, "maxReturn", out var max, out error)) return Ok(error);
        if (offset is < 0 or > int.MaxValue) error = Errors.InvalidValue(AssetInput.Text(call, "offset")!, "Integer");
        if (max is < 1) error = Errors.InvalidValue(AssetInput.Text(call, "maxReturn")!, "Integer");
        page = new((int)(offset ?? 0), (int)Math.Min(max ?? Default, Max));
        return Ok(error);
    }

    /// <summary>The parameter <c>status</c>: approved, draft, or approved with draft; null where it is not given.</summary>
    public static bool TryStatus(Call call, out AssetStatus? status, out ApiError error)
    {
        (status, error) = (null, default);
        if (AssetInput.Text(call, "status") is not { Length: > 0 } text) return true;
        status = text.ToUpperInvariant() switch
        {
            "APPROVED" => new(true),
            "DRAFT" => new(false),
            "APPROVED WITH DRAFT" or "APPROVEDWITHDRAFT" => new(true, true),
            _ => null,
        };
        if (status is null) error = Errors.InvalidValue(text, "status");
        return Ok(error);
    }

    private static bool Ok(ApiError error) => error == default;
}
