using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Orders;
using TaskTracker.Domain.Organisation;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Accounts;
using TaskTracker.Features.Evidence;
using TaskTracker.Features.Import;
using TaskTracker.Features.Progress;
using TaskTracker.Outbox;
using TaskTracker.RulesInForce;
using TaskTracker.Sweep;

namespace TaskTracker.Persistence;

/// <summary>
/// The ledger. One model for both databases; the two derived contexts only carry their migrations. Queries see tasks and responsibilities in
/// force; who tells history asks with <c>IgnoreQueryFilters(TrackerDb.Ended)</c>. A context that a page asks for is narrowed to its person.
/// </summary>
internal abstract partial class TrackerDb(DbContextOptions options) : DbContext(options)
{
    /// <summary>Names the filters that hide what a decision has ended.</summary>
    public static readonly string[] Ended = ["ended"];

    private readonly AuditTrail _trail = new();

    public DbSet<Department> Departments => Set<Department>();
    public DbSet<Person> People => Set<Person>();
    public DbSet<Post> Posts => Set<Post>();
    public DbSet<PostHolder> PostHolders => Set<PostHolder>();
    public DbSet<Plan> Plans => Set<Plan>();
    public DbSet<PlanStateChange> PlanStateChanges => Set<PlanStateChange>();
    public DbSet<PlanTask> Tasks => Set<PlanTask>();
    public DbSet<Share> Shares => Set<Share>();
    public DbSet<Milestone> Milestones => Set<Milestone>();
    public DbSet<Indicator> Indicators => Set<Indicator>();
    public DbSet<Responsibility> Responsibilities => Set<Responsibility>();
    public DbSet<MilestoneShare> MilestoneShares => Set<MilestoneShare>();
    public DbSet<ProgressReport> Reports => Set<ProgressReport>();
    public DbSet<AuditEntry> Audit => Set<AuditEntry>();
    public DbSet<AuditSeal> Seals => Set<AuditSeal>();
    public DbSet<SealedHead> SealedHeads => Set<SealedHead>();
    public DbSet<EvidenceFile> Evidence => Set<EvidenceFile>();
    public DbSet<ExtensionRequest> Extensions => Set<ExtensionRequest>();
    public DbSet<CompletionRequest> Completions => Set<CompletionRequest>();
    public DbSet<Rectification> Rectifications => Set<Rectification>();
    public DbSet<SilenceSpan> Silences => Set<SilenceSpan>();
    public DbSet<SupervisionOrder> Orders => Set<SupervisionOrder>();
    public DbSet<OrderItem> OrderItems => Set<OrderItem>();
    public DbSet<SentForm> Forms => Set<SentForm>();
    public DbSet<Standing> Standings => Set<Standing>();
    public DbSet<LightChange> LightChanges => Set<LightChange>();
    public DbSet<Signal> Signals => Set<Signal>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<TalkProposal> Proposals => Set<TalkProposal>();
    public DbSet<SweepRun> Runs => Set<SweepRun>();
    public DbSet<SweepBatch> Batches => Set<SweepBatch>();
    public DbSet<QueuedMail> Mails => Set<QueuedMail>();
    public DbSet<Look> Looks => Set<Look>();
    public DbSet<Touch> Touches => Set<Touch>();
    public DbSet<ImportDraft> ImportDrafts => Set<ImportDraft>();
    public DbSet<RuleVersion> RuleVersions => Set<RuleVersion>();
    public DbSet<PublishedRule> PublishedRules => Set<PublishedRule>();
    public DbSet<RulesFault> RulesFaults => Set<RulesFault>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<Account> Accounts => Set<Account>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<ApiToken> Tokens => Set<ApiToken>();
    public DbSet<Grant> Grants => Set<Grant>();
    public DbSet<AccountEvent> AccountEvents => Set<AccountEvent>();

    /// <summary>Those whose tasks the rules are put to, <see cref="Plan.IsWatched"/>.</summary>
    public IQueryable<Plan> WatchedPlans => Plans.Where(p => p.State == PlanState.Trial || p.State == PlanState.Active || p.State == PlanState.UnderEvaluation);

    /// <summary>
    /// Has the next save write an entry into the chain of a subject (<see cref="AuditSubject"/>), in the same transaction as everything else that it
    /// saves. Where somebody else has written into that chain meanwhile, the save fails with <see cref="DbUpdateConcurrencyException"/> and changes nothing.
    /// </summary>
    /// <param name="by">Who did it; empty for the program.</param>
    /// <param name="kind">What happened, one word, e.g. <c>PlanLoaded</c>; its texts are <c>Event.PlanLoaded</c>.</param>
    /// <param name="data">Becomes JSON; no secrets, and of people only what must be kept as long as the audit.</param>
    public void Record(string subject, string by, string kind, object data, DateTime at) => _trail.Record(subject, by, kind, data, at);

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        AuditTrail.RefuseRewriting(ChangeTracker);
        Touches.AddRange(Persistence.Touches.By(ChangeTracker));
        return _trail.HasUnwritten(ChangeTracker) ? throw new InvalidOperationException("What is audited is saved by SaveChangesAsync.") : base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        // Once is enough: each look at the tracked rows would otherwise compare all of them anew.
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            AuditTrail.RefuseRewriting(ChangeTracker);
            Touches.AddRange(Persistence.Touches.By(ChangeTracker));
            return _trail.HasUnwritten(ChangeTracker) ? await SaveAuditedAsync(acceptAllChangesOnSuccess, cancellationToken) : await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    /// <summary>First the rows, whose ids the entries need and whose versions refuse a second writer; then the entries.</summary>
    private async Task<int> SaveAuditedAsync(bool acceptAllChangesOnSuccess, CancellationToken cancel)
    {
        var saved = 0;
        await Database.InTransactionAsync(
            async () =>
            {
                var unwritten = _trail.Take(ChangeTracker);
                saved = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancel);
                await AuditTrail.AppendAsync(this, unwritten, cancel);
                try
                {
                    saved += await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancel);
                }
                catch (DbUpdateException e) when (e is not DbUpdateConcurrencyException && e.Entries.Any(entry => entry.Entity is AuditEntry))
                {
                    throw new DbUpdateConcurrencyException("Somebody else wrote into the same chain of the audit meanwhile.", e);
                }
            },
            cancel);
        return saved;
    }

    // What hangs on an ended task or responsibility is reached through it, so the filter of the one hides the other where it should.
    protected override void OnConfiguring(DbContextOptionsBuilder optionsBuilder) =>
        optionsBuilder.ReplaceService<IModelCacheKeyFactory, ModelPerNarrowing>()
        // SQLite lets a column be empty only by rebuilding its table, outside a transaction; nobody who starts the program can do anything about it.
        .ConfigureWarnings(w => w.Ignore(CoreEventId.PossibleIncorrectRequiredNavigationWithQueryFilterInteractionWarning, RelationalEventId.NonTransactionalMigrationOperationWarning)).AddInterceptors(NoBulkChange.Instance);

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(TrackerDb).Assembly);
        if (Scope is not null)
        {
            Narrow(modelBuilder);
        }
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();

        // Names, not numbers: a row can be read without the code, and a new member in the middle moves nothing.
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(32);
        configurationBuilder.Properties<decimal>().HavePrecision(18, 4);
    }

    // SQLite gives moments back without their kind, and PostgreSQL takes only UTC.
    private sealed class UtcConverter() : ValueConverter<DateTime, DateTime>(v => v.ToUniversalTime(), v => DateTime.SpecifyKind(v, DateTimeKind.Utc));
}

internal sealed class SqliteTrackerDb(DbContextOptions<SqliteTrackerDb> options) : TrackerDb(options);

internal sealed class PostgresTrackerDb(DbContextOptions<PostgresTrackerDb> options) : TrackerDb(options);
