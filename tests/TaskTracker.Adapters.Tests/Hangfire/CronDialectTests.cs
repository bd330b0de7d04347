using Hangfire;
using Hangfire.InMemory;
using Hangfire.Storage;
using Quartz;
using TaskTracker.Hangfire;

namespace TaskTracker.Adapters.Tests.Hangfire;

public sealed class CronDialectTests
{
    [Theory]
    [InlineData("0 0/15 8-17 * * ?", "0 0/15 8-17 * * ?")]
    [InlineData("0 5/15 8-17 * * ? *", "0 5/15 8-17 * * ?")]
    [InlineData("0 0 9 ? * MON-FRI", "0 0 9 ? * MON,TUE,WED,THU,FRI")]
    [InlineData("0 0 9 ? * 2-6", "0 0 9 ? * MON,TUE,WED,THU,FRI")]
    [InlineData("0 0 9 ? * 1,7", "0 0 9 ? * SUN,SAT")]
    [InlineData("0 0 9 ? * 6-2", "0 0 9 ? * FRI,SAT,SUN,MON")]
    [InlineData("0 0 9 ? * 2/2", "0 0 9 ? * MON,WED,FRI")]
    [InlineData("0 0 9 ? * 6L", "0 0 9 ? * 5L")]
    [InlineData("0 0 9 ? * L", "0 0 9 ? * SAT")]
    [InlineData("0 0 9 ? * 2#1", "0 0 9 ? * 1#1")]
    [InlineData("0 0 9 ? * fri#1", "0 0 9 ? * 5#1")]
    [InlineData("0 0 9 LW * ?", "0 0 9 LW * ?")]
    public void FromQuartz_OfACadence_MeansTheSameDays(string quartz, string hangfire) => CronDialect.FromQuartz("sweep", quartz).ShouldBe(hangfire);

    [Theory]
    [InlineData("0 0 9 * *", "six fields")]
    [InlineData("0 0 9 1 1 ? 2030", "no years")]
    [InlineData("0 0 9 ? * 8", "no days of the week")]
    [InlineData("0 0 9 ? * 0", "no days of the week")]
    [InlineData("0 0 9 ? * someday", "no days of the week")]
    public void FromQuartz_WhenItCannotBeSaid_NamesTheJobAndWhy(string quartz, string why)
    {
        var message = Should.Throw<FormatException>(() => CronDialect.FromQuartz("sweep", quartz)).Message;
        message.ShouldContain("\"sweep\"");
        message.ShouldContain(why);
    }

    [Theory]
    [InlineData("0 0/15 8-17 * * ?")]
    [InlineData("0 0 9 ? * 2-6")]
    [InlineData("30 10 6 L-2 1/3 ?")]
    [InlineData("0 0 12 15W * ?")]
    [InlineData("0 0 9 ? * 6L")]
    [InlineData("0 0 9 ? * 3#2")]
    [InlineData("0 0 9 ? * 7/3")]
    [InlineData("0 0 22-2 ? * SAT-MON")]
    public void FromQuartz_OfACadence_FiresWhenQuartzWould(string quartz)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");
        var before = DateTimeOffset.UtcNow;
        using var storage = new InMemoryStorage();
        new RecurringJobManager(storage).AddOrUpdate<RunJob>("sweep", r => r.RunAsync("sweep", default), CronDialect.FromQuartz("sweep", quartz), new RecurringJobOptions { TimeZone = zone });
        using var connection = storage.GetConnection();
        var next = connection.GetRecurringJobs().Single().NextExecution!.Value;

        var byQuartz = new CronExpression(quartz, zone);
        new[] { before, DateTimeOffset.UtcNow }.Select(now => byQuartz.GetNextValidTimeAfter(now)!.Value.UtcDateTime).ShouldContain(next);
    }
}
