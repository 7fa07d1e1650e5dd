namespace Leadbase.Marketing.LandingPageTemplates;

/// <summary>What a landing page template is ("Landing Page Templates").</summary>
public sealed record PageTemplateDocument
{
    /// <summary>The type of templates whose pages place their content freely.</summary>
    public const string FreeForm = "freeForm";

    /// <summary>The type of templates that say what can be edited, and where.</summary>
    public const string Guided = "guided";

    /// <summary>The document, as it was given; empty until it is.</summary>
    public string Html { get; init; } = "";

    /// <summary><see cref="FreeForm"/> or <see cref="Guided"/>.</summary>
    public string TemplateType { get; init; } = FreeForm;

    /// <summary>Whether visits of its pages are tracked.</summary>
    public bool EnableMunchkin { get; init; } = true;

    /// <summary>Whether it is a guided template.</summary>
    public bool IsGuided => TemplateType == Guided;
}
