using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Tests.Fixtures;
using System.Security.Cryptography;

namespace TaskTracker.Tests.Persistence;

public sealed class KeySecretsTests
{
    private const string Secret = "one-secret-of-more-than-thirty-two-characters";
    private const string Another = "quite-another-secret-of-more-than-thirty-two";

    [DatabaseFact]
    public async Task Keys_OfTwoNodesWithOneSecret_OpenEachOthersAndLieSealed(TestDatabase database)
    {
        await using var first = await NodeAsync(database, Secret);
        var given = Protector(first).Protect("session");
        await using var second = await NodeAsync(database, Secret);
        Protector(second).Unprotect(given).ShouldBe("session");
        var kept = await KeptAsync(first);
        kept.ShouldHaveSingleItem().ShouldContain("encryptedSecret");
        kept[0].ShouldNotContain("masterKey");
    }

    [DatabaseFact]
    public async Task Keys_WhenTheSecretWasRotated_OpenByTheEarlierOneAndNotWithoutIt(TestDatabase database)
    {
        await using var before = await NodeAsync(database, Secret);
        var given = Protector(before).Protect("session");
        await using (var rotated = await NodeAsync(database, Another, Secret))
        {
            Protector(rotated).Unprotect(given).ShouldBe("session");
        }

        await using var lost = await NodeAsync(database, Another);
        Should.Throw<CryptographicException>(() => Protector(lost).Unprotect(given));

        // Everybody signs in again, and that works.
        Protector(lost).Unprotect(Protector(lost).Protect("new")).ShouldBe("new");
    }

    [DatabaseFact]
    public async Task Keys_WhenBitsWereFlipped_AreVoidAndMadeAnew(TestDatabase database)
    {
        await using var before = await NodeAsync(database, Secret);
        var given = Protector(before).Protect("session");
        await using (var db = before.Open())
        {
            foreach (var key in await db.Settings.Where(s => s.Key.StartsWith("key:")).ToListAsync())
            {
                var at = key.Value.IndexOf('>', key.Value.IndexOf("<sealed", StringComparison.Ordinal)) + 60;
                key.Value = key.Value[..at] + (key.Value[at] == 'A' ? 'B' : 'A') + key.Value[(at + 1)..];
            }

            await db.SaveChangesAsync();
        }

        await using var after = await NodeAsync(database, Secret);
        Should.Throw<CryptographicException>(() => Protector(after).Unprotect(given));
        Protector(after).Unprotect(Protector(after).Protect("new")).ShouldBe("new");
    }

    [DatabaseFact]
    public async Task Keys_ThatLayOpen_AreNotUsedOnceThereIsASecret(TestDatabase database)
    {
        await using var open = await NodeAsync(database, "");
        var given = Protector(open).Protect("forged by whoever read the database");
        await using var sealedNode = await NodeAsync(database, Secret);
        Should.Throw<CryptographicException>(() => Protector(sealedNode).Unprotect(given));
    }

    private static async Task<Node> NodeAsync(TestDatabase database, string secret, params string[] earlier)
    {
        var settings = new Dictionary<string, string?> { ["Keys:Secret"] = secret };
        for (var i = 0; i < earlier.Length; i++)
        {
            settings[$"Keys:EarlierSecrets:{i}"] = earlier[i];
        }

        var node = new Node(database, TimeProvider.System, new NoPost(), settings: settings);
        await using var db = node.Open();
        await db.Database.MigrateAsync();
        return node;
    }

    private static IDataProtector Protector(Node node) => node.Get<IDataProtectionProvider>().CreateProtector("test");

    private static async Task<List<string>> KeptAsync(Node node)
    {
        await using var db = node.Open();
        return await db.Settings.Where(s => s.Key.StartsWith("key:")).Select(s => s.Value).ToListAsync();
    }

    private sealed class NoPost : TaskTracker.Mail.IMailTransport
    {
        public Task<TaskTracker.Mail.DeliveryOutcome> SendAsync(TaskTracker.Mail.OutgoingMail mail, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
