using System.Text.Json;
using System.Text.RegularExpressions;
using Leadbase.Gateway;

namespace Leadbase.Activities.CustomTypes;

/// <summary>A type as a request gives it; null is what it does not say. An empty description is one that says nothing.</summary>
internal sealed partial record CustomTypeRequest(
    string? ApiName, string? Name, string? Description, string? TriggerName, string? FilterName, CustomAttributeRequest? PrimaryAttribute)
{
    /// <summary>Reads a body.</summary>
    public static ApiError? Read(JsonElement? body, out CustomTypeRequest request)
    {
        request = new(null, null, null, null, null, null);
        if (body is null) return Errors.Missing("apiName");
        if (body is not { ValueKind: JsonValueKind.Object } json) return Errors.InvalidValue("body", "object");
        var members = new RequestMembers(json);
        request = new(members.Name("apiName"), members.Name("name"), members.Description(), members.Name("triggerName"), members.Name("filterName"), null);
        if (members.Error is { } error) return error;
        if (members.Find("primaryAttribute") is { } primary)
        {
            if (CustomAttributeRequest.Read(primary, out var attribute) is { } wrong) return wrong;
            request = request with { PrimaryAttribute = attribute };
        }
        return request.Name is null || NamePattern().IsMatch(request.Name)
            ? null
            : Errors.InvalidData("name must contain only letters, numbers, spaces and underscores, and at least one letter");
    }

    /// <summary>What is missing from a new type, or wrong with its API name.</summary>
    public ApiError? CheckNew()
    {
        if (ApiName is null) return Errors.Missing("apiName");
        if (Name is null) return Errors.Missing("name");
        if (TriggerName is null) return Errors.Missing("triggerName");
        if (FilterName is null) return Errors.Missing("filterName");
        if (PrimaryAttribute is null) return Errors.Missing("primaryAttribute");
        return ApiNamePattern().IsMatch(ApiName) ? null : Errors.InvalidData("apiName must contain only letters and numbers, and at least one letter");
    }

    [GeneratedRegex(@"^[A-Za-z0-9]*[A-Za-z][A-Za-z0-9]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ApiNamePattern();

    [GeneratedRegex(@"^[\p{L}\p{M}\p{N} _]*\p{L}[\p{L}\p{M}\p{N} _]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NamePattern();
}

/// <summary>An attribute as a request gives it; null is what it does not say.</summary>
internal sealed partial record CustomAttributeRequest(string ApiName, string? Name, string? Description, string? DataType, bool? IsPrimary)
{
    /// <summary>Reads the <c>attributes</c> of a body.</summary>
    public static ApiError? ReadAll(Call call, out List<CustomAttributeRequest> attributes)
    {
        attributes = [];
        if (!call.TryInput(out var input, out var error, member: "attributes")) return error;
        foreach (var json in input.EnumerateArray())
        {
            if (Read(json, out var attribute) is { } wrong) return wrong;
            attributes.Add(attribute!);
        }
        return null;
    }

    /// <summary>Reads one attribute.</summary>
    public static ApiError? Read(JsonElement json, out CustomAttributeRequest? attribute)
    {
        attribute = null;
        if (json.ValueKind != JsonValueKind.Object) return Errors.InvalidValue(json.GetRawText(), "object");
        var members = new RequestMembers(json);
        var (apiName, dataType) = (members.Name("apiName"), members.Name("dataType"));
        attribute = new(apiName ?? "", members.Name("name"), members.Description(), dataType, members.Flag("isPrimary"));
        if (members.Error is { } error) return error;
        if (apiName is null) return Errors.Missing("apiName");
        return dataType is null || CustomAttribute.DataTypes.Contains(dataType)
            ? null
            : Errors.InvalidData($"dataType must be one of {string.Join(", ", CustomAttribute.DataTypes)}");
    }

    /// <summary>The new attribute that this is.</summary>
    /// <param name="dataType">The data type when the request names none; null when it has to.</param>
    /// <param name="attribute">The attribute.</param>
    public ApiError? Make(string? dataType, out CustomAttribute? attribute)
    {
        attribute = null;
        if (Name is null) return Errors.Missing("name");
        if ((DataType ?? dataType) is not { } type) return Errors.Missing("dataType");
        if (!ApiNamePattern().IsMatch(ApiName)) return Errors.InvalidData("The apiName of an attribute must contain only letters, numbers and underscores, and at least one letter");
        attribute = new CustomAttribute(ApiName, Name, type) { Description = NullIfEmpty(Description) };
        return null;
    }

    /// <summary>An attribute with what the request says of it.</summary>
    public CustomAttribute Change(CustomAttribute attribute) => attribute with
    {
        Name = Name ?? attribute.Name,
        DataType = DataType ?? attribute.DataType,
        Description = Description is null ? attribute.Description : NullIfEmpty(Description),
    };

    /// <summary>A text, or null for the empty one.</summary>
    public static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    [GeneratedRegex(@"^[A-Za-z0-9_]*[A-Za-z][A-Za-z0-9_]*\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex ApiNamePattern();
}
