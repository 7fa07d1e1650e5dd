namespace Leadbase.Accounts;

/// <summary>Why an administrator's wish cannot be met.</summary>
public enum AdministrationFailure
{
    /// <summary>A value breaks a rule.</summary>
    Invalid,

    /// <summary>What is to be changed does not exist.</summary>
    NotFound,

    /// <summary>What is to be created exists.</summary>
    Exists,

    /// <summary>Something else uses it.</summary>
    InUse,
}

/// <summary>An administrator asked for something that cannot be done; the message says why, to that person.</summary>
public sealed class AdministrationException(string message, AdministrationFailure failure = AdministrationFailure.Invalid) : Exception(message)
{
    /// <summary>Which kind of reason it is.</summary>
    public AdministrationFailure Failure { get; } = failure;
}
