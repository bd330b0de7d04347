using TaskTracker.Mail;
using TaskTracker.Rules;
using TaskTracker.Scheduling;
using TaskTracker.Sweep;

namespace TaskTracker;

/// <summary>The parts that a build can bring in beside the default ones. A switch, e.g. <c>-p:UseMailKit=true</c>, changes a line here and a reference, nothing else.</summary>
internal static class Adapters
{
#if USE_HANGFIRE
    public static Func<IServiceCollection, JobSchedule, IServiceCollection>? Hangfire => TaskTracker.Hangfire.HangfireSetup.AddHangfireJobs;
    public static Func<IEndpointRouteBuilder, IEndpointConventionBuilder>? Dashboard => TaskTracker.Hangfire.HangfireSetup.MapDashboard;
#else
    public static Func<IServiceCollection, JobSchedule, IServiceCollection>? Hangfire => null;
    public static Func<IEndpointRouteBuilder, IEndpointConventionBuilder>? Dashboard => null;
#endif

#if USE_MAILKIT
    public static Func<IConfigurationSection, IMailTransport>? MailKit => TaskTracker.MailKit.MailKitTransport.Of;
#else
    public static Func<IConfigurationSection, IMailTransport>? MailKit => null;
#endif

#if USE_RULESENGINE
    public static IRuleEngine? RulesEngine { get; } = new TaskTracker.MicrosoftRulesEngine.MicrosoftEngine();
#else
    public static IRuleEngine? RulesEngine => null;
#endif

#if USE_RAZORTEMPLATING
    public static Func<IComponentRenderer>? RazorTemplating => () => new TaskTracker.RazorTemplating.RazorTemplatingRenderer();
#else
    public static Func<IComponentRenderer>? RazorTemplating => null;
#endif

    /// <summary>What the configuration names and this program was built without, a sentence each.</summary>
    public static IEnumerable<string> Missing(IConfiguration configuration)
    {
        var mail = configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions();
        var rules = RulesOptions.Of(configuration);
        (bool Wanted, bool Built, string Setting, string Switch)[] parts =
        [
            (SchedulingSetup.EngineOf(configuration) == SchedulingEngine.Hangfire, Hangfire is not null, "Scheduling:Engine is Hangfire", "UseHangfire"),
            (mail.Transport == MailTransportKind.MailKit, MailKit is not null, "Mail:Transport is MailKit", "UseMailKit"),
            (rules.Engine == RulesEngineKind.RulesEngine, RulesEngine is not null, "Rules:Engine is RulesEngine", "UseRulesEngine"),
            (rules.CrossCheck, RulesEngine is not null, "Rules:CrossCheck is true", "UseRulesEngine"),
            (mail.Renderer == MailRendererKind.RazorTemplating, RazorTemplating is not null, "Mail:Renderer is RazorTemplating", "UseRazorTemplating"),
        ];
        return parts.Where(p => p.Wanted && !p.Built)
            .Select(p => $"{p.Setting}, but this program was built without it. Build it with -p:{p.Switch}=true, or take the setting out.");
    }
}
