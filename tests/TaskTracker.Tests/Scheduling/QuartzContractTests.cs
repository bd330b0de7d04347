using Microsoft.Extensions.DependencyInjection;
using TaskTracker.Scheduling;
using TaskTracker.Tests.Contracts;

namespace TaskTracker.Tests.Scheduling;

public sealed class QuartzContractTests : SchedulerContract
{
    protected override IServiceCollection AddScheduler(IServiceCollection services, JobSchedule schedule) => services.AddQuartzJobs(schedule);
}
