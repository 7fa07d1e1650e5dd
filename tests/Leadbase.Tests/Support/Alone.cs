namespace Leadbase.Tests.Support;

/// <summary>Tests that need the machine for themselves: they run after all others, one after the other.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
