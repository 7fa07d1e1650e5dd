namespace Leadbase.Storage;

/// <summary>A turn that was taken; disposing it gives it back.</summary>
internal sealed class Turn(Func<ValueTask> giveBack) : IAsyncDisposable
{
    public ValueTask DisposeAsync() => giveBack();
}
