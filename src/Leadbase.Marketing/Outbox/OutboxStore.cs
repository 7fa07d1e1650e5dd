using System.Data.Common;
using Leadbase.Storage;

namespace Leadbase.Marketing.Outbox;

/// <summary>An email as it goes out to somebody.</summary>
public sealed record OutboxMessage
{
    /// <summary>Its id; 0 until it is stored.</summary>
    public long Id { get; init; }

    /// <summary>Seconds since 1970.</summary>
    public long CreatedAt { get; init; }

    /// <summary>The id of the email it was made from.</summary>
    public long Email { get; init; }

    /// <summary>The lead as whom it was made; null for nobody in particular.</summary>
    public long? Lead { get; init; }

    /// <summary>The address it goes to.</summary>
    public required string Recipient { get; init; }

    /// <summary>The sender's name.</summary>
    public required string FromName { get; init; }

    /// <summary>The sender's address.</summary>
    public required string FromEmail { get; init; }

    /// <summary>The address that answers go to.</summary>
    public required string ReplyEmail { get; init; }

    /// <summary>The subject.</summary>
    public required string Subject { get; init; }

    /// <summary>When a mail server has taken it, in seconds since 1970; null where none has.</summary>
    public long? SentAt { get; init; }

    /// <summary>Why it could not be sent, or null.</summary>
    public string? Failure { get; init; }

    /// <summary>The text version; empty in a list.</summary>
    public string Text { get; init; } = "";

    /// <summary>The HTML version; null in a list, and where only text is sent.</summary>
    public string? Html { get; init; }
}

/// <summary>The outbox: the latest emails of an instance, for whoever wants to see them.</summary>
public static class OutboxStore
{
    /// <summary>How many are kept; older ones go when new ones come.</summary>
    public const int MaxMessages = 500;

    private const string Short = "id, created_at, email, lead, recipient, from_name, from_email, reply_email, subject, sent_at, failure";

    /// <summary>Puts a message into the outbox.</summary>
    public static async Task<long> AddAsync(Session session, OutboxMessage message)
    {
        var id = (await session.Database.Dialect.AllocateIdsAsync(session, OutboxSchema.Table, 1))[0];
        await session.Sql($"insert into {TableOf(session)} ({Short}, text, html) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, null, null, $10, $11)")
            .Bind(id).Bind(message.CreatedAt).Bind(message.Email).Bind(message.Lead).Bind(Storable(message.Recipient)).Bind(Storable(message.FromName)).Bind(Storable(message.FromEmail))
            .Bind(Storable(message.ReplyEmail)).Bind(Storable(message.Subject)).Bind(Storable(message.Text)).Bind(message.Html is { } html ? Storable(html) : null).ExecuteAsync();
        await session.Sql($"delete from {TableOf(session)} where id <= $1").Bind(id - MaxMessages).ExecuteAsync();
        return id;
    }

    /// <summary>The latest messages, without their content.</summary>
    /// <param name="session">The transaction.</param>
    /// <param name="before">Only those with smaller ids.</param>
    /// <param name="limit">How many at most.</param>
    public static async Task<List<OutboxMessage>> ListAsync(Session session, long before = long.MaxValue, int limit = 50) =>
        await session.Sql($"select {Short} from {TableOf(session)} where id < $1 order by id desc limit {limit}").Bind(before).ListAsync(r => Read(r));

    /// <summary>A message with its content, or null.</summary>
    public static async Task<OutboxMessage?> FindAsync(Session session, long id) =>
        (await session.Sql($"select {Short}, text, html from {TableOf(session)} where id = $1").Bind(id)
            .ListAsync(r => Read(r) with { Text = r.GetString(11), Html = r.TextOrNull(12) })).FirstOrDefault();

    /// <summary>Notes what became of a message on its way.</summary>
    internal static async Task NoteAsync(Session session, long id, long? sentAt, string? failure) =>
        await session.Sql($"update {TableOf(session)} set sent_at = $2, failure = $3 where id = $1").Bind(id).Bind(sentAt).Bind(failure).ExecuteAsync();

    private static string TableOf(Session session) => session.Database.Table(OutboxSchema.Table);

    // A zero byte is nothing that a mail has, and nothing that PostgreSQL keeps.
    private static string Storable(string text) => text.Replace("\0", "", StringComparison.Ordinal);

    private static OutboxMessage Read(DbDataReader r) => new()
    {
        Id = r.GetInt64(0),
        CreatedAt = r.GetInt64(1),
        Email = r.GetInt64(2),
        Lead = r.NumberOrNull(3),
        Recipient = r.GetString(4),
        FromName = r.GetString(5),
        FromEmail = r.GetString(6),
        ReplyEmail = r.GetString(7),
        Subject = r.GetString(8),
        SentAt = r.NumberOrNull(9),
        Failure = r.TextOrNull(10),
    };
}
