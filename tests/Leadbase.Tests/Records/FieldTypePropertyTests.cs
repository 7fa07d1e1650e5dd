using CsCheck;
using Leadbase.Records.Fields;

namespace Leadbase.Tests.Records;

/// <summary>Laws of field types, over values nobody thought of.</summary>
public sealed class FieldTypePropertyTests
{
    private static readonly string[] Names =
        ["string", "email", "phone", "url", "text", "integer", "score", "percent", "reference", "float", "currency", "boolean", "date", "datetime"];

    public static TheoryData<string> AllTypes => [.. Names];

    [Theory, MemberData(nameof(AllTypes))]
    public void A_value_that_is_taken_is_taken_again_from_its_text_and_is_the_same(string name)
    {
        var type = FieldTypes.Get(name);
        var context = new FieldContext(type.DefaultLength, TimeZoneInfo.FindSystemTimeZoneById("America/Chicago"));
        Texts.Sample(text =>
        {
            if (text.Length == 0 || type.Parse(text, context, out var value) != Coercion.Ok) return true;
            return type.Parse(type.ToText(value!), context, out var again) == Coercion.Ok && Equals(value, again) && Equals(type.Key(value!), type.Key(again!));
        }, iter: 5_000);
    }

    [Fact]
    public void Any_second_of_the_calendar_round_trips_whatever_the_zone()
    {
        var type = FieldTypes.DateTime;
        Gen.Select(Gen.Long[-62_135_596_800, 253_402_300_799], Gen.OneOf(Words("UTC", "America/Chicago", "Asia/Tokyo", "Australia/Lord_Howe"))).Sample((seconds, zone) =>
            type.Parse(type.ToText(seconds), new FieldContext(null, TimeZoneInfo.FindSystemTimeZoneById(zone)), out var read) == Coercion.Ok && Equals(read, seconds));
    }

    [Fact]
    public void An_offset_moves_a_moment_by_just_itself()
    {
        var type = FieldTypes.DateTime;
        Gen.Select(Gen.Long[0, 4_000_000_000], Gen.Int[-14 * 60, 14 * 60]).Sample((seconds, minutes) =>
        {
            var local = DateTimeOffset.FromUnixTimeSeconds(seconds).ToOffset(TimeSpan.FromMinutes(minutes));
            var text = local.ToString("yyyy-MM-dd'T'HH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture);
            var context = new FieldContext(null, TimeZoneInfo.Utc);
            return type.Parse(text, context, out var read) == Coercion.Ok && Equals(read, seconds)
                && type.Parse(text.Remove(text.Length - 3, 1), context, out var without) == Coercion.Ok && Equals(without, seconds);
        });
    }

    [Fact]
    public void No_text_makes_any_type_throw()
    {
        var context = new FieldContext(255, TimeZoneInfo.FindSystemTimeZoneById("Asia/Tokyo"));
        Texts.Sample(text =>
        {
            foreach (var name in Names) _ = FieldTypes.Get(name).Parse(text.Length == 0 ? " " : text, context, out _);
        }, iter: 5_000);
    }

    private static Gen<string>[] Words(params string[] words) => [.. words.Select(Gen.Const)];

    private static Gen<string> Texts => Gen.OneOf(
        Gen.String, Gen.String[Gen.Char["0123456789.-+eE ,"], 1, 14], Gen.String[Gen.Char["ab@. é"], 1, 8], Gen.OneOf(Words("true", "YES", "0", "No", "1")),
        Gen.Int.Select(i => $"{i}"), Gen.Double.Select(d => d.ToString("R", System.Globalization.CultureInfo.InvariantCulture)),
        Gen.DateTime.Select(d => d.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)),
        Gen.DateTime.Select(d => d.ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture)));
}
