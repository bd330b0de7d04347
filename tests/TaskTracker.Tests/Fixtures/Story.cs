using Microsoft.Extensions.Time.Testing;
using TaskTracker.Mail;

namespace TaskTracker.Tests.Fixtures;

/// <summary>A small ledger, one process over it, and a hand on its clock and its post.</summary>
internal sealed class Story : IAsyncDisposable
{
    private Story(TestDatabase database, SmallLedger ledger, FakeTimeProvider time, RecordedPost post, Node node) =>
        (Database, Ledger, Time, Post, Node) = (database, ledger, time, post, node);

    public TestDatabase Database { get; }
    public SmallLedger Ledger { get; }
    public FakeTimeProvider Time { get; }
    public RecordedPost Post { get; }
    public Node Node { get; private set; }

    public static async Task<Story> BeginAsync(TestDatabase database, SmallLedger? ledger = null, string? rules = null)
    {
        var (time, post) = (FakeTime.At("2024-10-08 09:00"), new RecordedPost());
        var node = new Node(database, time, post, rules);
        var story = new Story(database, ledger ?? new SmallLedger(), time, post, node);
        await story.Ledger.BuildAsync(node);
        return story;
    }

    /// <summary>The service at work at this moment, China time.</summary>
    public async Task WorkAtAsync(string moment)
    {
        Time.Set(moment);
        await Node.WorkAsync();
    }

    /// <summary>The sweep of a day before any mail may leave.</summary>
    public async Task SweepAtAsync(string moment)
    {
        Time.Set(moment);
        await Node.SweepAsync();
    }

    public async Task SendAtAsync(string moment)
    {
        Time.Set(moment);
        await Node.SendAsync();
    }

    /// <summary>What a person of the ledger was sent.</summary>
    public IReadOnlyList<OutgoingMail> To(string person) => [.. Post.Accepted.Where(m => m.To.Address == $"{person}@example.cn")];

    public ValueTask DisposeAsync() => Node.DisposeAsync();
}
