using Leadbase.Records.Objects;

namespace Leadbase.Bulk.Imports;

/// <summary>The columns of a header as fields of leads.</summary>
internal static class ImportColumns
{
    /// <summary>Finds every column; an unknown, a repeated or a read-only one fails the file before any row of it is imported.</summary>
    /// <param name="names">The header.</param>
    /// <param name="lead">The lead.</param>
    /// <param name="lookup">The field by which leads are recognised.</param>
    /// <param name="member">The program member, when its custom fields may be columns.</param>
    public static (List<ImportColumn>? Columns, string? Failure) OfLeads(IReadOnlyList<string> names, ObjectType lead, Field lookup, ObjectType? member = null)
    {
        var columns = new List<ImportColumn>();
        foreach (var name in names)
        {
            if (Find(name) is not { } column) return (null, $"Field '{name}' not found");
            if (columns.Exists(c => c.Field == column.Field)) return (null, $"Field '{name}' is in the header more than once");
            if (column.Field is { } field && (field.ReadOnly || field == lead.Id) && field != lookup && column.Warning is null) return (null, $"Field '{name}' cannot be imported");
            columns.Add(column.Warning is null ? column : column with { Field = null });
        }
        return columns.Exists(c => c.Field == lookup) ? (columns, null) : (null, $"The header lacks the field '{lookup.Name}'");

        ImportColumn? Find(string name)
        {
            if (lead.Find(name) is not { } field) return member?.Find(name) is { IsCustom: true } own ? new ImportColumn(name, own, IsMember: true) : null;
            // Company fields change only through Sync Companies; externalCompanyId links.
            return field.Object is null ? new ImportColumn(name, field) : new ImportColumn(name, field, Warning: $"Company update not allowed in field {field.DisplayName}");
        }
    }
}
