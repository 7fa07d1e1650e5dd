using Leadbase.Gateway;

namespace Leadbase.Activities.CustomTypes;

/// <summary>Changes the draft of a type. What a change refuses, it says; the document is then of no use any more.</summary>
internal sealed class CustomTypeEditor(CustomTypeDocument document)
{
    private const int MaxAttributes = 20;
    private const string DefaultType = "string";

    private static readonly ApiError HasPrimary =
        Errors.InvalidData("There may only be one primary attribute: set isPrimary of the present one to false first");

    /// <summary>The document as changed.</summary>
    public CustomTypeDocument Document { get; private set; } = document;

    /// <summary>Sets what a request says of the type itself.</summary>
    public ApiError? Set(CustomTypeRequest request)
    {
        Document = Document with
        {
            Name = request.Name ?? Document.Name,
            Description = request.Description is null ? Document.Description : CustomAttributeRequest.NullIfEmpty(request.Description),
            TriggerName = request.TriggerName ?? Document.TriggerName,
            FilterName = request.FilterName ?? Document.FilterName,
        };
        return request.PrimaryAttribute is { } primary ? SetPrimary(primary) : null;
    }

    /// <summary>Adds an attribute.</summary>
    public ApiError? Add(CustomAttributeRequest request)
    {
        if (Document.PrimaryAttribute?.Is(request.ApiName) == true || Find(request.ApiName) is not null) return Errors.ObjectExists;
        return request.Make(null, out var attribute) ?? Put(attribute!, request.IsPrimary ?? false);
    }

    /// <summary>Changes an attribute; what becomes the primary one, or is it no longer, changes places.</summary>
    public ApiError? Update(CustomAttributeRequest request)
    {
        if (Document.PrimaryAttribute is { } primary && primary.Is(request.ApiName))
        {
            Document = Document with { PrimaryAttribute = null };
            return Put(request.Change(primary), request.IsPrimary ?? true);
        }
        if (Find(request.ApiName) is not { } attribute) return Errors.FieldNotFound(request.ApiName);
        if (request.IsPrimary != true)
        {
            Document = Document with { Attributes = [.. Document.Attributes.Select(a => a == attribute ? request.Change(a) : a)] };
            return null;
        }
        Take(attribute);
        return Put(request.Change(attribute), primary: true);
    }

    /// <summary>Removes an attribute.</summary>
    public ApiError? Remove(CustomAttributeRequest request)
    {
        if (Document.PrimaryAttribute?.Is(request.ApiName) == true) return Errors.InvalidData("The primary attribute cannot be deleted");
        if (Find(request.ApiName) is not { } attribute) return Errors.FieldNotFound(request.ApiName);
        Take(attribute);
        return null;
    }

    /// <summary>What is wrong with the document as a whole, given the one in force.</summary>
    public ApiError? Check(CustomTypeDocument? approved)
    {
        if (Document.Attributes.Count > MaxAttributes) return Errors.FieldLimit;
        return approved is { InUse: true } && !Document.HasSameHead(approved) ? Errors.ObjectInUse : null;
    }

    private ApiError? SetPrimary(CustomAttributeRequest request)
    {
        if (Document.PrimaryAttribute is { } present)
        {
            if (!present.Is(request.ApiName)) return HasPrimary;
            Document = Document with { PrimaryAttribute = request.Change(present) };
            return null;
        }
        if (Find(request.ApiName) is { } attribute)
        {
            Take(attribute);
            return Put(request.Change(attribute), primary: true);
        }
        return request.Make(DefaultType, out var made) ?? Put(made!, primary: true);
    }

    private ApiError? Put(CustomAttribute attribute, bool primary)
    {
        if (primary && Document.PrimaryAttribute is not null) return HasPrimary;
        Document = primary ? Document with { PrimaryAttribute = attribute } : Document with { Attributes = [.. Document.Attributes, attribute] };
        return null;
    }

    private void Take(CustomAttribute attribute) => Document = Document with { Attributes = [.. Document.Attributes.Where(a => a != attribute)] };

    private CustomAttribute? Find(string apiName) => Document.Attributes.FirstOrDefault(a => a.Is(apiName));
}
