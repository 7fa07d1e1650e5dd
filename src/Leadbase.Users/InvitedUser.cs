using System.Globalization;
using Leadbase.Accounts;
using Leadbase.Gateway;

namespace Leadbase.Users;

/// <summary>Get and delete a user who has still to accept the invitation ("User Management", Invited User by Id).</summary>
internal static class InvitedUser
{
    /// <summary>Get Invited User by Id; an invitation that is over is not found any more.</summary>
    public static async ValueTask<Answer> Get(Call call)
    {
        var directory = await AccountDirectory.OfAsync(call.Instance, call.Cancel);
        if (directory.Find(call.Route[0]) is not { Invitation: { } invitation } user || invitation.EndsAt <= call.Instance.Now) return Errors.ObjectNotFound;
        var json = call.Json;
        json.WriteStartObject();
        json.WriteNumber("id"u8, user.Id);
        json.WriteString("firstName"u8, user.FirstName);
        json.WriteString("lastName"u8, user.LastName);
        json.WriteString("emailAddress"u8, user.Email);
        json.WriteString("userId"u8, user.UserId);
        json.WriteNumber("subscriptionId"u8, SubscriptionOf(call.Instance));
        json.WriteString("status"u8, "pending"u8);
        json.WriteString("expiresAt"u8, UserTime.Of(invitation.EndsAt));
        json.WriteString("createdAt"u8, UserTime.Of(user.CreatedAt));
        json.WriteString("updatedAt"u8, UserTime.Of(user.UpdatedAt));
        json.WriteEndObject();
        return Answer.Raw;
    }

    /// <summary>Delete Invited User: the invitation's link stops working.</summary>
    public static ValueTask<Answer> Delete(Call call) => Refusal.TryAsync(async () =>
    {
        await Administration.DeleteInvitationAsync(UserInput.By(call), call.Route[0]);
        return Answer.Raw;
    });

    // A subscription's number is known from nowhere else; the digits of its Munchkin id are always the same.
    private static long SubscriptionOf(Instance instance) =>
        long.Parse(string.Concat(instance.MunchkinId.Where(char.IsAsciiDigit)), CultureInfo.InvariantCulture);
}
