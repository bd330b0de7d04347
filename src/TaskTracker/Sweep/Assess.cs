using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Calendar;
using TaskTracker.Domain.Evaluation;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Plans;
using TaskTracker.Outbox;
using TaskTracker.Persistence;
using TaskTracker.Rules;

namespace TaskTracker.Sweep;

/// <summary>What an assessment found and changed.</summary>
internal sealed record Assessed(int Responsibilities, int Changes);

/// <summary>
/// Puts the rules to some tasks of one plan and tracks what follows from it: lights, signals, cured notices, and, within a run, new notices.
/// The caller saves, so that it all stands in one transaction.
/// </summary>
internal sealed class Assess(TrackerDb db, HouseRules house, WatchRules rules, WorkCalendar calendar)
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <param name="withPlan">Whether the plan itself and its indicators are looked at too.</param>
    /// <param name="runId">Null between sweeps: then lights are set and cured notices stopped, but nobody is written to.</param>
    public async Task<Assessed> HandleAsync(Plan plan, IQueryable<PlanTask> tasks, bool withPlan, int? runId, DateOnly today, CancellationToken cancel)
    {
        // Of tasks that have ended meanwhile too: what still held for them ends.
        var taskIds = await tasks.IgnoreQueryFilters(TrackerDb.Ended).Select(t => t.Id).ToListAsync(cancel);
        var signals = await db.Signals
            .Where(s => s.PlanId == plan.Id && (s.TaskId == null ? withPlan : taskIds.Contains(s.TaskId.Value))).ToListAsync(cancel);
        var kept = house.Kept(rules, signals.Select(s => (s.Subject, s.Workflow, s.Rule, s.RuleVersion)));
        var watch = new Watch(rules, calendar, today, kept);
        var view = await LedgerView.ReadAsync(db, plan, tasks, today, cancel);
        var holdings = view.SelectMany(t => watch.Task(plan, t)).ToList();
        List<Indicator> indicators = [];
        if (withPlan)
        {
            indicators = await db.Indicators.Where(i => i.PlanId == plan.Id).Include(i => i.YearlyTargets).Include(i => i.Observations)
                .AsNoTracking().AsSplitQuery().ToListAsync(cancel);
            holdings.AddRange(watch.Plan(plan));
            holdings.AddRange(indicators.SelectMany(i => watch.Indicator(plan, i)));
        }

        var changes = await SetLightsAsync(view, holdings, today, cancel);
        var ended = await EndSignalsAsync(signals, kept.GoingOn(holdings), today, cancel);
        if (runId is { } run)
        {
            var otherwise = await WriteNoticesAsync(plan, signals, holdings, run, today, cancel);
            var again = taskIds.ToDictionary(id => id, id => otherwise.GetValueOrDefault(id));
            foreach (var task in view)
            {
                again[task.Id] = Earlier(watch.NextChange(plan, task), again[task.Id]);
            }

            if (withPlan)
            {
                again[0] = Earlier(indicators.Select(i => watch.NextChange(plan, i)).Append(watch.NextChange(plan)).Min(), otherwise.GetValueOrDefault(0));
            }

            await Looks.KeepAsync(db, plan.Id, again, Fingerprint.Of(rules, calendar), cancel);
        }
        else if (changes > 0 || ended || db.ChangeTracker.Entries<Standing>().Any(s => s.Property(of => of.Rule).IsModified))
        {
            // It may have been put to the rules on a day that no sweep will look at it.
            db.Touches.AddRange(taskIds.Select(id => new Touch { Kind = TouchKind.Task, Of = id }));
            db.Touches.AddRange(withPlan ? [new Touch { Kind = TouchKind.PlanItself, Of = plan.Id }] : Array.Empty<Touch>());
        }

        return new Assessed(view.Sum(t => t.Responsibilities.Count), changes);
    }

    private async Task<int> SetLightsAsync(List<TaskInView> view, List<Holding> holdings, DateOnly today, CancellationToken cancel)
    {
        var mine = holdings.Where(h => h.Subject.ResponsibilityId is not null).ToLookup(h => h.Subject.ResponsibilityId!.Value);
        var ids = view.SelectMany(t => t.Responsibilities).Select(r => r.Standing.Id).ToList();
        var standings = await db.Standings.Where(s => ids.Contains(s.ResponsibilityId)).ToDictionaryAsync(s => s.ResponsibilityId, cancel);
        var changes = 0;
        foreach (var responsibility in view.SelectMany(t => t.Responsibilities).Select(r => r.Standing))
        {
            var (light, rule) = Watch.LightOf(responsibility, mine[responsibility.Id]);
            var ruleName = rule is null ? null : $"{rule.Workflow}/{rule.Name}";
            var known = standings.GetValueOrDefault(responsibility.Id);
            if (known?.Light != light)
            {
                changes++;
                db.LightChanges.Add(new LightChange { ResponsibilityId = responsibility.Id, On = today, From = known?.Light, To = light, Rule = ruleName });
            }

            if (known is null)
            {
                known = new Standing { ResponsibilityId = responsibility.Id, Light = light, Since = today };
                db.Standings.Add(known);
            }

            known.Since = known.Light == light ? known.Since : today;
            known.Light = light;
            known.Rule = ruleName;
            known.EvaluatedOn = today;
        }

        return changes;
    }

    /// <returns>Whether there was any to end.</returns>
    private async Task<bool> EndSignalsAsync(List<Signal> signals, HashSet<(string Subject, string Workflow, string Rule)> goingOn, DateOnly today, CancellationToken cancel)
    {
        var ended = signals.Where(s => !goingOn.Contains((s.Subject, s.Workflow, s.Rule))).ToList();
        foreach (var chunk in ended.Chunk(500))
        {
            var subjects = chunk.Select(s => s.Subject).Distinct().ToList();
            var gone = chunk.Select(s => (s.Subject, s.Workflow, s.Rule)).ToHashSet();
            foreach (var notice in await db.Notices.Where(n => n.CuredOn == null && subjects.Contains(n.Subject)).ToListAsync(cancel))
            {
                notice.CuredOn = gone.Contains((notice.Subject, notice.Workflow, notice.Rule)) ? today : null;
            }
        }

        var drafts = ended.Where(s => s.Level == TalkProposal.Level).Select(s => s.Subject).Distinct().ToList();
        foreach (var draft in drafts.Count == 0 ? [] : await db.Proposals.Where(p => p.State == ProposalState.Draft && drafts.Contains(p.Subject)).ToListAsync(cancel))
        {
            if (ended.Exists(s => (s.Subject, s.Workflow, s.Rule) == (draft.Subject, draft.Workflow, draft.Rule)))
            {
                (draft.State, draft.DecidedOn) = (ProposalState.Lapsed, today);
                draft.Version++;
            }
        }

        db.Signals.RemoveRange(ended);
        signals.RemoveAll(ended.Contains);
        return ended.Count > 0;
    }

    /// <returns>The first day on which something else is decided about what holds, by task; by 0 for the plan and its indicators.</returns>
    private async Task<Dictionary<int, DateOnly?>> WriteNoticesAsync(Plan plan, List<Signal> signals, List<Holding> holdings, int runId, DateOnly today, CancellationToken cancel)
    {
        var posts = await HeldPosts.ReadAsync(db, plan.Region, today, cancel);
        var known = signals.ToDictionary(s => (s.Subject, s.Workflow, s.Rule));
        var earlier = await EarlierAsync(holdings, known, today, cancel);
        var revived = holdings.Select(h => (h.Subject.Key, h.Rule.Workflow, h.Rule.Name)).Where(k => !known.ContainsKey(k) && earlier.Contains(k)).ToHashSet();
        var drafted = await DraftedAsync(holdings, cancel);
        var decision = new NoticeDecision(calendar, today);
        var written = new Dictionary<string, int>();
        var otherwise = new Dictionary<int, DateOnly?>();
        foreach (var subject in holdings.GroupBy(h => h.Subject.Key))
        {
            var decided = decision.Decide(
                plan,
                [.. subject],
                rule => known.GetValueOrDefault((subject.Key, rule.Workflow, rule.Name))?.Since,
                rule => [.. earlier[(subject.Key, rule.Workflow, rule.Name)]],
                kind => posts.Of(kind, subject.First().Subject.DepartmentId)).ToList();
            foreach (var one in decided)
            {
                var signal = Keep(known, one, today);
                if (one.Outcome == NoticeOutcome.Written)
                {
                    signal.Explanation = ExplanationOf(one.Holding);
                    Write(one, signal.Explanation, runId, today);
                }
                else if (one.Outcome == NoticeOutcome.LeftToSignature && !drafted.Contains((subject.Key, one.Holding.Rule.Workflow, one.Holding.Rule.Name, one.Episode)))
                {
                    Propose(one, signal.Explanation, runId, today);
                }

                var rule = one.Holding.Rule;
                var next = IsWritten(signal, today) ? today.AddDays(1)
                    : decision.NextChange(one, [.. earlier[(subject.Key, rule.Workflow, rule.Name)]], kind => posts.HeldFrom(kind, one.Holding.Subject.DepartmentId));
                var task = one.Holding.Subject.TaskId ?? 0;
                otherwise[task] = Earlier(otherwise.GetValueOrDefault(task), next);
            }

            if (decided.Where(d => d.Outcome == NoticeOutcome.Written).Max(d => d.Holding.Consequence.Level) is { } level)
            {
                written[subject.Key] = level;
            }
        }

        await ReviveAsync(revived, today, cancel);
        await ReplaceLowerAsync(written, today, cancel);
        return otherwise;
    }

    /// <summary>The notices of each rule's present episode. What ended and holds again the same day is one episode, since an episode is known by its first day.</summary>
    private async Task<ILookup<(string Subject, string Workflow, string Rule), EarlierNotice>> EarlierAsync(
        List<Holding> holdings, Dictionary<(string Subject, string Workflow, string Rule), Signal> known, DateOnly today, CancellationToken cancel)
    {
        var earlier = new List<((string Subject, string Workflow, string Rule) Key, EarlierNotice Notice)>();
        foreach (var subjects in holdings.Where(h => h.Consequence.Notify is not null).Select(h => h.Subject.Key).Distinct().Chunk(500))
        {
            var rows = await db.Notices.Where(n => subjects.Contains(n.Subject))
                .Select(n => new { n.Subject, n.Workflow, n.Rule, n.Episode, n.Occurrence, n.IssuedOn }).Distinct().AsNoTracking().ToListAsync(cancel);
            earlier.AddRange(rows.Where(n => n.Episode == (known.GetValueOrDefault((n.Subject, n.Workflow, n.Rule))?.Since ?? today))
                .Select(n => ((n.Subject, n.Workflow, n.Rule), new EarlierNotice(n.Occurrence, n.IssuedOn))));
        }

        return earlier.ToLookup(n => n.Key, n => n.Notice);
    }

    /// <summary>Notices of today whose reason ended and is back: they count again, in their mail where it still waits, else in the run's.</summary>
    private async Task ReviveAsync(HashSet<(string Subject, string Workflow, string Rule)> revived, DateOnly today, CancellationToken cancel)
    {
        foreach (var subjects in revived.Select(r => r.Subject).Distinct().Chunk(500))
        {
            var cured = await db.Notices.Where(n => subjects.Contains(n.Subject) && n.Episode == today && n.CuredOn == today).ToListAsync(cancel);
            var mails = cured.Select(n => n.MailId).OfType<int>().Distinct().ToList();
            var cancelled = await db.Mails.Where(m => mails.Contains(m.Id) && m.State == MailState.Cancelled).Select(m => m.Id).ToListAsync(cancel);
            foreach (var notice in cured.Where(n => revived.Contains((n.Subject, n.Workflow, n.Rule))))
            {
                notice.CuredOn = null;
                notice.MailId = notice.MailId is { } mail && cancelled.Contains(mail) ? null : notice.MailId;
            }
        }
    }

    private Signal Keep(Dictionary<(string Subject, string Workflow, string Rule), Signal> known, Decision decision, DateOnly today)
    {
        var (subject, rule) = (decision.Holding.Subject, decision.Holding.Rule);
        if (!known.TryGetValue((subject.Key, rule.Workflow, rule.Name), out var signal))
        {
            signal = new Signal
            {
                Subject = subject.Key, PlanId = subject.PlanId, TaskId = subject.TaskId, ResponsibilityId = subject.ResponsibilityId,
                MilestoneShareId = subject.MilestoneShareId, IndicatorId = subject.IndicatorId, Workflow = rule.Workflow, Rule = rule.Name,
                RuleVersion = rule.Version, Sentence = Sentence(rule), Since = today, Explanation = ExplanationOf(decision.Holding),
            };
            known[(subject.Key, rule.Workflow, rule.Name)] = signal;
            db.Signals.Add(signal);
        }

        signal.RuleVersion = rule.Version;
        signal.Sentence = Sentence(rule);
        signal.Level = decision.Holding.Consequence.Level;
        signal.Light = decision.Holding.Consequence.Light;

        if (!IsWritten(signal, today) && (signal.Outcome != decision.Outcome || decision.Outcome == NoticeOutcome.Written || signal.OutcomeOn == default))
        {
            signal.Outcome = decision.Outcome;
            signal.OutcomeOn = today;
        }

        return signal;
    }

    /// <summary>A second sweep of the day finds the day's own notice; that it was written remains what the day shows.</summary>
    private static bool IsWritten(Signal signal, DateOnly today) => signal.Outcome == NoticeOutcome.Written && signal.OutcomeOn == today;

    private static DateOnly? Earlier(DateOnly? one, DateOnly? other) => one is null || other < one ? other ?? one : one;

    private static string ExplanationOf(Holding holding) => JsonSerializer.Serialize(holding.Explain(), Json);

    private void Write(Decision decision, string explanation, int runId, DateOnly today)
    {
        var (subject, rule, consequence) = (decision.Holding.Subject, decision.Holding.Rule, decision.Holding.Consequence);
        var next = decision.Holding.Ahead();
        db.Notices.AddRange(decision.Recipients.Select(recipient => new Notice
        {
            RunId = runId, Subject = subject.Key, PlanId = subject.PlanId, TaskId = subject.TaskId, ResponsibilityId = subject.ResponsibilityId,
            MilestoneShareId = subject.MilestoneShareId, IndicatorId = subject.IndicatorId, Workflow = rule.Workflow, Rule = rule.Name,
            RuleVersion = rule.Version, Sentence = Sentence(rule), Level = consequence.Level!.Value, Light = consequence.Light,
            Episode = decision.Episode, Occurrence = decision.Occurrence, PostId = recipient.PostId, IsCopy = recipient.IsCopy, IssuedOn = today,
            Explanation = explanation, NextSentence = next is null ? null : Sentence(next.Rule), NextLevel = next?.Level, NextOn = next?.On,
        }));
    }

    private async Task<HashSet<(string Subject, string Workflow, string Rule, DateOnly Episode)>> DraftedAsync(List<Holding> holdings, CancellationToken cancel)
    {
        var drafted = new HashSet<(string Subject, string Workflow, string Rule, DateOnly Episode)>();
        foreach (var subjects in holdings.Where(h => h.Consequence.Proposes).Select(h => h.Subject.Key).Distinct().Chunk(500))
        {
            drafted.UnionWith((await db.Proposals.Where(p => subjects.Contains(p.Subject)).Select(p => new { p.Subject, p.Workflow, p.Rule, p.Episode }).ToListAsync(cancel)).Select(p => (p.Subject, p.Workflow, p.Rule, p.Episode)));
        }

        return drafted;
    }

    private void Propose(Decision decision, string explanation, int runId, DateOnly today)
    {
        var (subject, rule, consequence) = (decision.Holding.Subject, decision.Holding.Rule, decision.Holding.Consequence);
        db.Proposals.Add(new TalkProposal
        {
            RunId = runId, Subject = subject.Key, PlanId = subject.PlanId, TaskId = subject.TaskId, ResponsibilityId = subject.ResponsibilityId!.Value, MilestoneShareId = subject.MilestoneShareId,
            Workflow = rule.Workflow, Rule = rule.Name, RuleVersion = rule.Version, Sentence = Sentence(rule), Light = consequence.Light, Episode = decision.Episode,
            To = [.. consequence.Notify!.To], Copy = [.. consequence.Notify.Copy], DraftedOn = today, Explanation = explanation,
        });
    }

    private static string Sentence(Rule rule) => rule.Sentence.Length == 0 ? rule.Name : rule.Sentence;

    /// <summary>A higher level replaces the lower ones of its subject, also those that wait in mail not yet sent.</summary>
    /// <param name="written">The level that each subject was written to about today.</param>
    private async Task ReplaceLowerAsync(Dictionary<string, int> written, DateOnly today, CancellationToken cancel)
    {
        foreach (var subjects in written.Keys.Chunk(500))
        {
            foreach (var lower in (await db.Notices.Where(n => n.CuredOn == null && subjects.Contains(n.Subject)).ToListAsync(cancel)).Where(n => n.Level < written[n.Subject]))
            {
                lower.CuredOn = today;
            }
        }
    }
}
