using Leadbase.Gateway;

namespace Leadbase.Assets.Lifecycle;

/// <summary>What came of something that may be refused: a value, or the error that the caller is told.</summary>
/// <typeparam name="T">What it is when it succeeds.</typeparam>
public readonly record struct Outcome<T>(T? Value, ApiError? Error)
    where T : class
{
    /// <summary>It succeeded.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>It was refused.</summary>
    public static implicit operator Outcome<T>(ApiError error) => new(null, error);
}
