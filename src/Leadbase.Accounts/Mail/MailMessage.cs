namespace Leadbase.Accounts.Mail;

/// <summary>A mail to one person.</summary>
/// <param name="FromName">The sender's name.</param>
/// <param name="FromEmail">The sender's address.</param>
/// <param name="ReplyEmail">The address that answers go to.</param>
/// <param name="Recipient">The address it goes to.</param>
/// <param name="Subject">The subject; of several lines the first.</param>
/// <param name="Text">The text version.</param>
/// <param name="Html">The HTML version, or null.</param>
public sealed record MailMessage(string FromName, string FromEmail, string ReplyEmail, string Recipient, string Subject, string Text, string? Html);
