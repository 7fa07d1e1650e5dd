using Leadbase.Assets;
using Leadbase.Assets.Lifecycle;
using Leadbase.Gateway;
using Leadbase.Jobs;
using Leadbase.Marketing.Outbox;

namespace Leadbase.Marketing.Emails;

/// <summary>Send Sample Email: the version that is worked on, to one address, perhaps as a lead would get it ("Emails", Send Sample).</summary>
internal static class SendSample
{
    /// <summary>Handles the operation.</summary>
    public static async ValueTask<Answer> Handle(Call call)
    {
        var answer = await AssetCall.ChangeAsync(call, SendAsync);
        JobSignal.Of(call.Instance).Set();
        return answer;
    }

    private static async Task<Outcome<Asset>> SendAsync(AssetCall assets)
    {
        var call = assets.Call;
        var found = await assets.FindAsync(EmailKind.Instance, forUpdate: false);
        if (found.Value is not { } email) return found;
        var recipient = AssetInput.Required(call, "emailAddress");
        if (recipient.Value is not { } address) return recipient.Error!.Value;
        if (!EmailRules.IsAddress(address) || address.AsSpan().ContainsAny('{', '\r', '\n')) return Errors.InvalidValue(address, "email");
        if (!AssetInput.TryFlag(call, "textOnly", out var textOnly, out var error)) return error;
        var (lead, refusal) = await EmailReader.OfAsync(assets);
        if (refusal is { } refused) return refused;
        var document = EmailKind.Instance.Working(email);
        if (await new EmailRenderer(assets, email, lead).RenderAsync(document) is not { } rendered) return AssetErrors.Rule(EmailFullContent.Endless);
        var message = await OutboxStore.AddAsync(assets.Session, new OutboxMessage
        {
            CreatedAt = assets.Now,
            Email = email.Id,
            Lead = lead?.Id,
            Recipient = address,
            FromName = rendered.FromName,
            FromEmail = rendered.FromEmail,
            ReplyEmail = rendered.ReplyEmail,
            Subject = rendered.Subject,
            Text = rendered.Text,
            Html = textOnly == true || document.TextOnly ? null : rendered.Html,
        });
        await OutboxDelivery.EnqueueAsync(assets.Session, call.Instance, message);
        return email;
    }
}
