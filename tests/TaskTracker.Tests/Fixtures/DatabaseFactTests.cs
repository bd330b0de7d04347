using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace TaskTracker.Tests.Fixtures;

public sealed class DatabaseFactTests
{
    [DatabaseFact]
    public async Task DatabaseFact_WhenRun_GivesAnEmptyDatabaseThatCanBeWritten(TestDatabase database)
    {
        await using DbConnection connection = database.Provider == TestProvider.Sqlite
            ? new SqliteConnection(database.ConnectionString)
            : new NpgsqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "CREATE TABLE t (name text); INSERT INTO t VALUES ('区卫生健康局'); SELECT name FROM t;";
        (await command.ExecuteScalarAsync()).ShouldBe("区卫生健康局");
    }

    [DatabaseFact]
    [InlineData(1)]
    [InlineData(2)]
    public void DatabaseFact_WhenGivenData_RunsOnceForEachRowAndDatabase(TestDatabase database, int row)
    {
        database.ConnectionString.ShouldNotBeEmpty();
        row.ShouldBeInRange(1, 2);
    }

    [Theory]
    [InlineData(TestProvider.Sqlite, null, true)]
    [InlineData(TestProvider.Postgres, "Host=localhost", true)]
    [InlineData(TestProvider.Postgres, null, false)]
    [InlineData(TestProvider.Postgres, " ", false)]
    public void WhyAbsent_WhenNoServerIsNamed_HasAReason(TestProvider provider, string? server, bool present) =>
        (TestDatabase.WhyAbsent(provider, server) is null).ShouldBe(present);

    [Fact]
    public async Task DatabaseTestCase_WhenItsDatabaseIsAbsent_IsReportedAsSkippedWithTheReason()
    {
        var type = Reflector.Wrap(typeof(DatabaseFactTests));
        var collection = new TestCollection(new TestAssembly(Reflector.Wrap(typeof(DatabaseFactTests).Assembly)), null, "sample");
        var method = new TestMethod(new TestClass(collection, type), type.GetMethod(nameof(DatabaseFact_WhenRun_GivesAnEmptyDatabaseThatCanBeWritten), false));
        using var messages = new RecordingBus();
        using var testCase = new DatabaseTestCase(new NullMessageSink(), TestMethodDisplay.ClassAndMethod, TestMethodDisplayOptions.None, method, TestProvider.Postgres, "no server", []);
        using var cancellation = new CancellationTokenSource();

        var summary = await testCase.RunAsync(new NullMessageSink(), messages, [], new ExceptionAggregator(), cancellation);

        (summary.Total, summary.Skipped, summary.Failed).ShouldBe((1, 1, 0));
        var skipped = messages.All.OfType<ITestSkipped>().ShouldHaveSingleItem();
        skipped.Reason.ShouldBe("no server");
        skipped.Test.DisplayName.ShouldEndWith($"{nameof(DatabaseFact_WhenRun_GivesAnEmptyDatabaseThatCanBeWritten)} (Postgres)");
        messages.All.OfType<ITestPassed>().ShouldBeEmpty();
    }

    private sealed class RecordingBus : IMessageBus
    {
        public List<IMessageSinkMessage> All { get; } = [];

        public bool QueueMessage(IMessageSinkMessage message)
        {
            All.Add(message);
            return true;
        }

        public void Dispose()
        {
        }
    }
}
