using System.Text.Json.Serialization;

namespace Leadbase.Marketing.Emails;

/// <summary>What an email is ("Emails"): an HTML document, what its sections have of their own, its headers and its settings.</summary>
public sealed record EmailDocument
{
    /// <summary>The longest document and what its sections have, in characters together.</summary>
    public const int MaxLength = 2 * 1024 * 1024;

    /// <summary>The most characters of a preheader ("Emails", preHeader).</summary>
    public const int MaxPreHeader = 1024;

    /// <summary>The document: the template's as it was when the email was made, with the email's own modules.</summary>
    public string Html { get; init; } = "";

    /// <summary>The template; null when the email has been taken away from it, and its document is replaced as a whole.</summary>
    public long? Template { get; init; }

    /// <summary>The subject line.</summary>
    public EmailContent Subject { get; init; } = new();

    /// <summary>The sender's name.</summary>
    public EmailContent FromName { get; init; } = new();

    /// <summary>The sender's address.</summary>
    public EmailContent FromEmail { get; init; } = new();

    /// <summary>The address that answers go to.</summary>
    public EmailContent ReplyEmail { get; init; } = new();

    /// <summary>The text that mail programs show beside the subject; null when there is none.</summary>
    public string? PreHeader { get; init; }

    /// <summary>Whether it also goes to those who have unsubscribed.</summary>
    public bool Operational { get; init; }

    /// <summary>Whether sales people may send it.</summary>
    public bool PublishToMSI { get; init; }

    /// <summary>Whether only its text version is sent.</summary>
    public bool TextOnly { get; init; }

    /// <summary>Whether it can be seen as a web page.</summary>
    public bool WebView { get; init; }

    /// <summary>Whether it is sent without the image that tells that it was opened.</summary>
    public bool IsOpenTrackingDisabled { get; init; }

    /// <summary>Whether its text version is always what its HTML says.</summary>
    public bool AutoCopyToText { get; init; }

    /// <summary>The lead fields that hold addresses it is copied to.</summary>
    public IReadOnlyList<EmailCcField> CcFields { get; init; } = [];

    /// <summary>What sections have of their own, by the id of their element.</summary>
    public IReadOnlyDictionary<string, EmailContent> Sections { get; init; } = new Dictionary<string, EmailContent>();

    /// <summary>Values of variables that are not the declared ones, by <see cref="VariableKey"/>.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The number that was last given to a dynamic section or header.</summary>
    public long LastDynamicId { get; init; }

    /// <summary>The headers, with the names that the API has for them.</summary>
    [JsonIgnore]
    public IEnumerable<(string Name, EmailContent Content)> Headers => [("subject", Subject), ("fromName", FromName), ("fromEmail", FromEmail), ("replyEmail", ReplyEmail)];

    /// <summary>How long it is together.</summary>
    [JsonIgnore]
    public long Length => Html.Length + (PreHeader?.Length ?? 0) + Headers.Sum(h => h.Content.Length) + Sections.Sum(s => s.Key.Length + s.Value.Length) + Variables.Sum(v => v.Key.Length + v.Value.Length);

    /// <summary>What the value of a variable is kept under: its name, and the module's id where it is a module's.</summary>
    public static string VariableKey(string name, string? module) => module is null ? name : $"{module}/{name}";

    /// <summary>The document with another header; an unknown name leaves it as it is.</summary>
    public EmailDocument WithHeader(string name, EmailContent content) => name switch
    {
        "subject" => this with { Subject = content },
        "fromName" => this with { FromName = content },
        "fromEmail" => this with { FromEmail = content },
        "replyEmail" => this with { ReplyEmail = content },
        _ => this,
    };

    /// <summary>The document with another section.</summary>
    public EmailDocument WithSection(string id, EmailContent content) => this with { Sections = new Dictionary<string, EmailContent>(Sections) { [id] = content } };
}
