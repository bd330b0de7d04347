using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using TaskTracker.Access;
using TaskTracker.Domain.Notices;
using TaskTracker.Features;
using TaskTracker.Features.Accounts;
using TaskTracker.Features.Audit;
using TaskTracker.Features.Evidence;
using TaskTracker.Features.Indicators;
using TaskTracker.Features.Notices;
using TaskTracker.Features.Orders;
using TaskTracker.Features.Organisation;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Prints;
using TaskTracker.Features.Progress;
using TaskTracker.Features.Proposals;
using TaskTracker.Features.Rehearsal;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Features.Tasks;
using TaskTracker.Mail;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.RulesInForce;
using TaskTracker.Sweep;

namespace TaskTracker;

/// <summary>What a command needs to know of its surroundings.</summary>
/// <param name="DataFolder">Database, mail and files.</param>
internal sealed record Place(string DataFolder, RulesFolder Rules);

/// <summary>Wires the parts; pages and commands ask for the same handlers.</summary>
internal static class Composition
{
    public static IServiceCollection AddTaskTracker(this IServiceCollection services, IConfiguration configuration, Place place)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<HouseOptions>(configuration.GetSection("House"));
        services.Configure<MailOptions>(configuration.GetSection("Mail"));
        services.Configure<RulesOptions>(configuration.GetSection("Rules"));
        services.Configure<RehearsalOptions>(configuration.GetSection("Rules"));
        services.AddSingleton(place).AddSingleton(place.Rules);
        services.AddLedger(configuration.GetSection("Database").Get<DatabaseOptions>() ?? new DatabaseOptions(), place.DataFolder);

        services.AddAccounts(configuration);

        services.AddSingleton<HouseClock>().AddSingleton<HouseRules>().AddSingleton<TakeInFolder>().AddSingleton<TellOfFault>().AddSingleton<SendHours>().AddSingleton<MailRenderer>();
        services.AddSingleton(new MailFolder(MailPath(place)));
        var mail = configuration.GetSection("Mail");
        services.AddSingleton<IMailTransport>(s => s.GetRequiredService<IOptions<MailOptions>>().Value switch
        {
            { Transport: MailTransportKind.Smtp } options => new SmtpTransport(options),
            { Transport: MailTransportKind.MailKit } => Adapters.MailKit!(mail),
            _ => new FolderTransport(MailPath(place)),
        });
        services.AddSingleton(s => s.GetRequiredService<IOptions<MailOptions>>().Value.Renderer == MailRendererKind.RazorTemplating ? Adapters.RazorTemplating!() : new HtmlComponentRenderer());
        services.TryAddSingleton(configuration);
        services.Configure<KeysOptions>(configuration.GetSection("Keys"));
        services.AddSingleton<HouseSecret>().AddSingleton<SealKeys>().AddSingleton<SealAudit>().AddSingleton<VerifyAudit>().AddSingleton<MailSeals>();
        services.Configure<EvidenceOptions>(configuration.GetSection("Evidence"));
        services.AddSingleton<EvidenceStore>().AddSingleton<VirusScanner>();
        services.AddSingleton<RehearseRules>();
        services.AddSingleton<SignedLinks>();
        services.AddSingleton<RunSweep>().AddSingleton<MakeMails>().AddSingleton<RunDigest>().AddSingleton<SendMails>();
        services.AddScoped<LoadFiles>().AddScoped<LoadOrg>().AddScoped<LoadPlan>().AddScoped<AssignTasks>().AddScoped<BreakDownYear>()
            .AddScoped<ChangePlanState>().AddScoped<SetHeadApproval>().AddScoped<ShareOutPlans>().AddScoped<RecordProgress>().AddScoped<RecordObservations>().AddScoped<SetYearlyTargets>().AddScoped<SetOpeningStates>().AddScoped<EnterMilestones>().AddScoped<ChangePlanSettings>().AddScoped<DecideProposal>().AddScoped<AssignDepartments>().AddScoped<Reorganise>()
            .AddScoped<IssueSupervisionOrder>().AddScoped<RecordOrder>().AddScoped<CancelTask>().AddScoped<AdjustTask>().AddScoped<ListReasons>()
            .AddScoped<FindResponsibility>().AddScoped<ReadTaskOn>().AddScoped<ExplainResponsibility>().AddScoped<ExportAudit>().AddScoped<AttachEvidence>().AddScoped<OpenEvidence>();
        services.AddScoped<ReadRows>().AddScoped<ListResponsibilities>();
        services.AddPrints();
        return services;
    }

    /// <exception cref="SettingsInvalidException">A setting cannot be worked with; better no service than one that sends nothing.</exception>
    public static void CheckSettings(IConfiguration configuration)
    {
        _ = configuration.GetSection("Database").Get<DatabaseOptions>();
        var house = configuration.GetSection("House").Get<HouseOptions>() ?? new HouseOptions();
        var mail = configuration.GetSection("Mail").Get<MailOptions>() ?? new MailOptions();
        var rules = configuration.GetSection("Rules").Get<RehearsalOptions>() ?? new RehearsalOptions();
        var accounts = configuration.GetSection("Accounts").Get<AccountsOptions>() ?? new AccountsOptions();
        var keys = configuration.GetSection("Keys").Get<KeysOptions>() ?? new KeysOptions();
        List<string> problems = [.. mail.Problems(), .. rules.Problems(), .. accounts.Problems(), .. keys.Problems()];
        try
        {
            house.Zone();
            _ = new SendWindow(Domain.Calendar.WorkCalendar.Weekdays, house.SendWindowsInForce);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException)
        {
            problems.Add($"House: {e.Message}");
        }

        if (!Uri.TryCreate(house.BaseAddress, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            problems.Add($"House:BaseAddress is \"{house.BaseAddress}\"; it must be the pages' address, e.g. https://plans.example.gov.cn.");
        }

        problems.AddRange(Adapters.Missing(configuration));
        if (problems.Count == 0 && mail.Transport == MailTransportKind.MailKit)
        {
            try
            {
                (Adapters.MailKit!(configuration.GetSection("Mail")) as IDisposable)?.Dispose();
            }
            catch (FormatException e)
            {
                problems.Add(e.Message);
            }
        }

        if (problems.Count > 0)
        {
            throw new SettingsInvalidException(problems);
        }
    }

    public static string MailPath(Place place) => Path.Combine(place.DataFolder, "mail");
}

/// <summary>The configuration cannot be worked with.</summary>
internal sealed class SettingsInvalidException(IReadOnlyList<string> problems) : Exception(string.Join(Environment.NewLine, problems));
