using System.Collections.Concurrent;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Records.CustomObjects;
using Leadbase.Records.Engine;
using Leadbase.Records.Fields;
using Leadbase.Storage;

namespace Leadbase.Records.Objects;

/// <summary>The object types of one instance at one revision: the standard fields, as changed there, and the custom ones.</summary>
public sealed class RecordSchema
{
    /// <summary>Ids of custom fields begin here, above all standard ones.</summary>
    internal const long FirstCustomId = 1000;

    private static readonly string[] DefaultFields = ["id", "updatedAt", "lastName", "email", "createdAt", "firstName"];
    private const int MaxProjections = 1_000;
    private readonly ConcurrentDictionary<string, Projection> _projections = new(StringComparer.Ordinal);

    private readonly Dictionary<string, ObjectType> _types;

    private RecordSchema(Instance instance, IEnumerable<ObjectType> standard, IReadOnlyList<ObjectType> custom)
    {
        Instance = instance;
        CustomObjects = custom;
        _types = standard.Concat(custom).ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
        var lead = Lead = _types[StandardObjects.Lead];
        DefaultLead = Projection.Of(this, lead, [.. DefaultFields.Select(n => lead.Find(n)!)]);
    }

    /// <summary>The instance.</summary>
    public Instance Instance { get; }

    /// <summary>The lead.</summary>
    public ObjectType Lead { get; }

    /// <summary>The object type of a name that is known to be one's.</summary>
    public ObjectType Get(string name) => _types[name];

    /// <summary>The object type of a name, or null when there is none.</summary>
    public ObjectType? Find(string name) => _types.GetValueOrDefault(name);

    /// <summary>The approved custom object types, in the order in which they were made.</summary>
    public IReadOnlyList<ObjectType> CustomObjects { get; }

    /// <summary>The approved custom object type of a name, without regard to case; null when there is none.</summary>
    public ObjectType? FindCustom(string name) => _types.GetValueOrDefault(name) is { Definition.IsCustom: true } type ? type : null;

    /// <summary>The six fields of a lead that are returned when a call names none.</summary>
    public Projection DefaultLead { get; }

    /// <summary>The schema of an instance as it is now, from memory when nothing has changed.</summary>
    public static ValueTask<RecordSchema> OfAsync(Instance instance, CancellationToken cancel = default) =>
        instance.Part(static i => new RevisionCache<RecordSchema>(i, LoadAsync)).GetAsync(cancel);

    /// <summary>The projection of a <c>fields</c> parameter, made once per distinct text.</summary>
    /// <returns>Null when a field does not exist; its name is in <paramref name="unknown"/>.</returns>
    public Projection? LeadProjection(IReadOnlyList<string> names, out string unknown)
    {
        unknown = "";
        if (names.Count == 0) return DefaultLead;
        var key = string.Join(',', names);
        if (_projections.TryGetValue(key, out var known)) return known;
        var fields = new List<Field> { Lead.Id };
        foreach (var name in names)
        {
            if (Lead.Find(name) is not { } field)
            {
                unknown = name;
                return null;
            }
            if (!fields.Contains(field)) fields.Add(field);
        }
        var projection = Projection.Of(this, Lead, fields);
        if (_projections.Count < MaxProjections) _projections[key] = projection;
        return projection;
    }

    private static async Task<RecordSchema> LoadAsync(Instance instance, CancellationToken cancel)
    {
        await using var session = await instance.Database.ReadAsync(cancel);
        var rows = await session.Sql($"""
            select name, id, display_name, description, data_type, length, is_hidden, is_html, is_sensitive, is_custom, is_api_created, column_name, object
            from {instance.Database.Table("object_field")} order by id
            """).ListAsync(r => (Object: r.GetString(12), Field: Read(r)));
        var byObject = rows.ToLookup(r => r.Object, r => r.Field);
        var custom = (await AssetStore.ListAsync(session, AssetType.CustomObjectType)).Where(a => a.Approved is not null);
        return new RecordSchema(instance, StandardObjects.Names.Select(name => Merge(instance, name, [.. byObject[name]])), [.. custom.Select(CustomObjectTypes.OfApproved)]);
    }

    private static ObjectType Merge(Instance instance, string name, List<Field> kept)
    {
        var changed = kept.Where(f => !f.IsCustom).ToDictionary(f => f.Name, StringComparer.Ordinal);
        var standard = StandardObjects.FieldsOf(name).Select(f => changed.TryGetValue(f.Name, out var c)
            ? f with { Description = c.Description, IsHidden = c.IsHidden, IsHtmlEncodingInEmail = c.IsHtmlEncodingInEmail, IsSensitive = c.IsSensitive }
            : f);
        var definition = StandardObjects.DefinitionOf(name);
        var custom = kept.Where(f => f.IsCustom).Select(f => f with { Searchable = definition.CanFilter(f.Type) });
        return StandardObjects.Create(name, [.. standard.Select(f => f.In(instance.Database)), .. custom]);
    }

    private static Field Read(System.Data.Common.DbDataReader r)
    {
        var type = FieldTypes.Get(r.GetString(4));
        return new Field
        {
            Name = r.GetString(0),
            Id = r.GetInt64(1),
            DisplayName = r.GetString(2),
            Description = r.TextOrNull(3),
            Type = type,
            Length = (int?)r.NumberOrNull(5),
            IsHidden = r.GetBoolean(6),
            IsHtmlEncodingInEmail = r.GetBoolean(7),
            IsSensitive = r.GetBoolean(8),
            IsCustom = r.GetBoolean(9),
            IsApiCreated = r.GetBoolean(10),
            ColumnName = r.GetString(11),
        };
    }
}
