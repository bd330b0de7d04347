using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using TaskTracker.Persistence;
using TaskTracker.Sweep;

namespace TaskTracker;

/// <summary>What the house can be watched by: health endpoints, and OpenTelemetry where an OTLP endpoint is configured.</summary>
internal static class Monitoring
{
    /// <summary>A day without a finished sweep is a fault once this hour has passed.</summary>
    private static readonly TimeOnly SweptBy = new(10, 0);

    public static void AddHealth(this IServiceCollection services) => services.AddHealthChecks()
        .AddCheck<LedgerHealth>("ledger").AddCheck<SweepHealth>("sweep").AddCheck<RulesHealth>("rules");

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = c => c.Name == "ledger" });
        app.MapHealthChecks("/health", new() { ResponseWriter = WriteReasonsAsync });
    }

    /// <summary>The state in the first line, as by default, and behind it what is not healthy and why.</summary>
    private static Task WriteReasonsAsync(HttpContext http, HealthReport report)
    {
        http.Response.ContentType = "text/plain; charset=utf-8";
        return http.Response.WriteAsync(string.Join('\n', [report.Status.ToString(), .. report.Entries.Where(e => e.Value.Status != HealthStatus.Healthy).Select(e => $"{e.Key}: {e.Value.Description}")]));
    }

    public static void AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        if (configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] is null)
        {
            return;
        }

        services.AddOpenTelemetry()
            .WithMetrics(m => m.AddAspNetCoreInstrumentation().AddMeter("Microsoft.EntityFrameworkCore", "Quartz"))
            .WithTracing(t => t.AddAspNetCoreInstrumentation().AddSource("Quartz"))
            .UseOtlpExporter();
    }

    private sealed class LedgerHealth(IDbContextFactory<TrackerDb> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            return await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The ledger's database does not answer.");
        }
    }

    private sealed class RulesHealth(IDbContextFactory<TrackerDb> databases) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var fault = await db.RulesFaults.AsNoTracking().Where(f => f.MendedAt == null).OrderByDescending(f => f.FoundAt).FirstOrDefaultAsync(cancellationToken);
            return fault is null ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"The rules in {fault.Folder} do not load and are not used; the last good ones stay in force: {fault.All()[0]}");
        }
    }

    private sealed class SweepHealth(IDbContextFactory<TrackerDb> databases, HouseClock clock) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var now = clock.Now;
            var expected = TimeOnly.FromDateTime(now) < SweptBy ? clock.Today.AddDays(-1) : clock.Today;
            await using var db = await databases.CreateDbContextAsync(cancellationToken);
            var plans = await db.Plans.AnyAsync(p => p.State != Domain.Plans.PlanState.Draft && p.State != Domain.Plans.PlanState.Archived, cancellationToken);
            var last = await db.Runs.Where(r => r.Kind == RunKind.Sweep && r.State == RunState.Done).MaxAsync(r => (DateOnly?)r.AsOf, cancellationToken);
            return !plans ? HealthCheckResult.Healthy()
                : last > clock.Today ? HealthCheckResult.Degraded($"The last sweep was as of {last:yyyy-MM-dd}, a day yet to come: until then no sweep runs.")
                : last >= expected ? HealthCheckResult.Healthy()
                : HealthCheckResult.Degraded($"The last sweep was as of {last:yyyy-MM-dd}; one as of {expected:yyyy-MM-dd} is missing.");
        }
    }
}
