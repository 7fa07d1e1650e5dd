using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>The codes of the Asset API, with the texts of the page "Error Codes".</summary>
public static class AssetErrors
{
    /// <summary>What a query that finds nothing says, as a warning beside success; clients look for exactly this text.</summary>
    public const string NothingFound = "No assets found for the given search criteria.";

    /// <summary>The asset that is to be changed does not exist, or the caller may not see it.</summary>
    public static readonly ApiError NotFound = new("702", "No data found for a given search scenario");

    /// <summary>A moment that is none.</summary>
    public static readonly ApiError InvalidDate = new("704", "Invalid date format");

    /// <summary>The folder or program that was named does not exist, or the caller may not see it.</summary>
    public static readonly ApiError ParentNotFound = new("710", "Parent Folder Not Found");

    /// <summary>The folder is one for other types of assets.</summary>
    public static readonly ApiError IncompatibleFolder = new("711", "Incompatible Folder Type");

    /// <summary>Something else uses the asset.</summary>
    public static readonly ApiError InUse = Rule("the asset is in use by another asset");

    /// <summary>A value that must be given is not.</summary>
    public static ApiError Blank(string parameter) => new("701", $"{parameter} cannot be blank");

    /// <summary>A rule of assets does not allow it; the text says which.</summary>
    public static ApiError Rule(string why) => new("709", $"Business Rule Violation: {why}");
}
