namespace Leadbase.Assets;

/// <summary>The kinds of assets, by the names that are stored.</summary>
public static class AssetType
{
    /// <summary>A folder of the tree.</summary>
    public const string Folder = "Folder";

    /// <summary>A program: people are its members, each in a status of its channel.</summary>
    public const string Program = "Program";

    /// <summary>A channel: the statuses that members of its programs go through.</summary>
    public const string Channel = "Channel";

    /// <summary>A tag type: the values that a program may be marked with.</summary>
    public const string TagType = "TagType";

    /// <summary>A static list: people who were put there by name.</summary>
    public const string StaticList = "StaticList";

    /// <summary>A smart list: people who meet its rules.</summary>
    public const string SmartList = "SmartList";

    /// <summary>A smart campaign, batch or trigger.</summary>
    public const string SmartCampaign = "SmartCampaign";

    /// <summary>A form.</summary>
    public const string Form = "Form";

    /// <summary>A snippet: content that emails and landing pages share.</summary>
    public const string Snippet = "Snippet";

    /// <summary>An email.</summary>
    public const string Email = "Email";

    /// <summary>A template of emails.</summary>
    public const string EmailTemplate = "EmailTemplate";

    /// <summary>A landing page.</summary>
    public const string LandingPage = "LandingPage";

    /// <summary>A template of landing pages.</summary>
    public const string LandingPageTemplate = "LandingPageTemplate";

    /// <summary>A rule that leads from one address of a page to another.</summary>
    public const string RedirectRule = "RedirectRule";

    /// <summary>An image or another file.</summary>
    public const string File = "File";

    /// <summary>An email of the new editor.</summary>
    public const string NewEmail = "NewEmail";

    /// <summary>A template of emails of the new editor.</summary>
    public const string NewEmailTemplate = "NewEmailTemplate";

    /// <summary>A fragment: content that emails of the new editor share.</summary>
    public const string Fragment = "Fragment";

    /// <summary>A segmentation.</summary>
    public const string Segmentation = "Segmentation";

    /// <summary>A domain of landing pages.</summary>
    public const string Domain = "Domain";

    /// <summary>A lead field that an email may be copied to.</summary>
    public const string EmailCcField = "EmailCcField";

    /// <summary>A type of activities that was made here.</summary>
    public const string CustomActivityType = "CustomActivityType";

    /// <summary>A type of activities that was made here and deleted: the log still has activities of it.</summary>
    public const string DeletedCustomActivityType = "DeletedCustomActivityType";

    /// <summary>A type of objects that was made here.</summary>
    public const string CustomObjectType = "CustomObjectType";
}
