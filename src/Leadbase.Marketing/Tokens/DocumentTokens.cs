using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Assets;
using Leadbase.Assets.Html;
using Leadbase.Assets.Lifecycle;

namespace Leadbase.Marketing.Tokens;

/// <summary>The values of the tokens of a document: of the lead that is to see it, of the program and folders it is in, of the system.</summary>
/// <param name="assets">Where the document is made.</param>
/// <param name="place">Where the document is; null for what is in no folder.</param>
/// <param name="lead">The lead; null where nobody is known, and tokens about people stay as they are written.</param>
internal sealed class DocumentTokens(IDocumentScene assets, AssetFolder? place, LeadValues? lead) : ITokenSource
{
    private IReadOnlyDictionary<string, MyToken>? _mine;

    /// <inheritdoc />
    public async ValueTask<TokenValue?> FindAsync(Token token) => token.Kind switch
    {
        "lead" => OfLead(token.Name, ofCompany: false),
        "company" => OfLead(token.Name, ofCompany: true),
        "program" => await OfProgramAsync(token.Name),
        "my" => await OfFolderAsync(token.Name),
        "system" => OfSystem(token.Name, assets.Instance),
        _ => lead is null ? TokenValue.AsWritten : null,
    };

    private TokenValue? OfLead(string name, bool ofCompany)
    {
        if (lead is null) return TokenValue.AsWritten;
        var (field, value) = lead.Find(name, ofCompany);
        return value is null ? null : new TokenValue(value, IsHtml: !field!.IsHtmlEncodingInEmail);
    }

    private async ValueTask<TokenValue?> OfProgramAsync(string name)
    {
        var program = place is { } at ? (await assets.Folders.WayAsync(at)).LastOrDefault(n => n.Place.Type == AssetType.Program) : null;
        if (program is null) return null;
        return name.ToUpperInvariant() switch
        {
            "NAME" => new TokenValue(program.Name),
            "ID" => new TokenValue(program.Place.Id.ToString(CultureInfo.InvariantCulture)),
            _ => null,
        };
    }

    // What marketers write may have tokens in it; what people enter about themselves may not.
    private async ValueTask<TokenValue?> OfFolderAsync(string name)
    {
        if (place is not { } at) return null;
        _mine ??= await MyTokens.OfAsync(assets.Session, at);
        return _mine.TryGetValue(name, out var token) ? new TokenValue(token.Value, IsHtml: token.Type == MyToken.RichText, HasTokens: true) : null;
    }

    // Links need a mail that was really sent to somebody: in what is only shown they lead nowhere.
    private static TokenValue? OfSystem(string name, Instance instance)
    {
        var local = TimeZoneInfo.ConvertTime(instance.Clock.GetUtcNow(), instance.TimeZone);
        return name.ToUpperInvariant() switch
        {
            "DATE" => Text("yyyy-MM-dd"),
            "TIME" => Text("h:mm tt"),
            "DATETIME" => Text("yyyy-MM-dd h:mm tt"),
            "UNSUBSCRIBELINK" or "VIEWASWEBPAGELINK" or "FORWARDTOFRIENDLINK" => new TokenValue("#"),
            _ => null,
        };

        TokenValue Text(string format) => new(local.ToString(format, CultureInfo.InvariantCulture));
    }
}
