using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Leadbase.Accounts.SignIn;

/// <summary>
/// Passwords as they are kept: PBKDF2 with HMAC-SHA-512, a salt each, through ASP.NET Core's own PasswordHasher, which is
/// part of the shared framework and writes its parameters into the hash, so that they can be raised later. Argon2 would
/// need a dependency with native code.
/// </summary>
internal static class Passwords
{
    /// <summary>The fewest characters: the only factor of an administrator is not to be guessed.</summary>
    public const int MinLength = 12;

    /// <summary>The most characters, so that nobody has us hash a book.</summary>
    public const int MaxLength = 256;

    // What OWASP recommends for PBKDF2 with HMAC-SHA-512: about a tenth of a second.
    private const int Iterations = 210_000;

    private static readonly PasswordHasher<string> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = Iterations }));

    // Hashing is slow on purpose: a flood of attempts waits here and leaves the API a processor.
    private static readonly SemaphoreSlim Places = new(Math.Max(1, Environment.ProcessorCount / 2));

    // Of nobody's password: an unknown user is to take as long as a known one.
    private static readonly Lazy<string> Nobody = new(() => Hasher.HashPassword("", Guid.NewGuid().ToString()));

    /// <exception cref="AdministrationException">The password is too short or too long.</exception>
    public static void Check(string password)
    {
        if (password.Length is < MinLength or > MaxLength) throw new AdministrationException($"A password has {MinLength} to {MaxLength} characters.");
    }

    public static Task<string> HashAsync(string userId, string password, CancellationToken cancel) =>
        InTurnAsync(() => Hasher.HashPassword(userId, password), cancel);

    /// <summary>Whether a password is the one of a hash; a hash of null is nobody's, and takes as long.</summary>
    public static Task<bool> VerifyAsync(string userId, string? hash, string password, CancellationToken cancel) => InTurnAsync(
        () => Hasher.VerifyHashedPassword(userId, hash ?? Nobody.Value, password.Length > MaxLength ? "" : password) != PasswordVerificationResult.Failed && hash is not null,
        cancel);

    private static async Task<T> InTurnAsync<T>(Func<T> work, CancellationToken cancel)
    {
        await Places.WaitAsync(cancel);
        try
        {
            return await Task.Run(work, cancel);
        }
        finally
        {
            Places.Release();
        }
    }
}
