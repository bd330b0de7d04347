using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using TaskTracker.Domain.Plans;
using TaskTracker.Domain.Progress;
using static TaskTracker.Domain.Tests.Progress.OneResponsibility;

namespace TaskTracker.Domain.Tests.Progress;

/// <summary>Laws that hold whatever people do, in whatever order.</summary>
public sealed class RandomProgressTests
{
    private static readonly ResponsibilityState[] Final = [ResponsibilityState.Closed, ResponsibilityState.Ended];

    [Property(MaxTest = 500)]
    public Property Decide_WhenAnyCommandsFollow_ChangesNothingAndWhatItSaysKeepsTheLedgerLawful() =>
        Prop.ForAll(Commands().ToArbitrary(), commands =>
        {
            var responsibility = New(measure: true);
            var firstDates = responsibility.Milestones.Select(m => m.FirstDue).ToList();
            foreach (var command in commands)
            {
                var (before, state, reports) = (Picture(responsibility), responsibility.State, responsibility.Reports.Count);
                var outcome = ProgressDecision.Decide(responsibility, TermsOf(command), command);
                Picture(responsibility).ShouldBe(before, $"{command} changed something while it was only decided about");
                (outcome.Refusal is null).ShouldBe(outcome.Events.Count > 0);
                outcome.Events.ShouldAllBe(e => e.On == command.On && e.By == command.By);
                outcome.Events.ToList().ForEach(e => ProgressDecision.Apply(responsibility, e));
                if (outcome.Refusal is not null)
                {
                    Picture(responsibility).ShouldBe(before);
                }

                Final.Contains(state).ShouldBe(Final.Contains(state) && responsibility.State == state, "what is final stays");
                responsibility.Reports.Count.ShouldBeGreaterThanOrEqualTo(reports);
                responsibility.Milestones.Select(m => m.FirstDue).ShouldBe(firstDates);
                IsLawful(responsibility);
            }
        });

    [Property(MaxTest = 300)]
    public Property Apply_WhenTheEventsAreReadBackFromTheHistory_GivesTheSameState() =>
        Prop.ForAll(Commands().ToArbitrary(), commands =>
        {
            var (lived, replayed) = (New(measure: true), New(measure: true));
            var history = commands.SelectMany(command =>
            {
                var decided = ProgressDecision.Decide(lived, TermsOf(command), command).Events;
                decided.ToList().ForEach(e => ProgressDecision.Apply(lived, e));
                return decided.Select(e => (Kind: e.GetType().Name, Data: HistoryJson.Write(e)));
            }).ToList();

            history.ForEach(h => ProgressDecision.Apply(replayed, HistoryJson.Read(h.Kind, h.Data)));

            return Picture(replayed) == Picture(lived);
        });

    private static void IsLawful(Responsibility r)
    {
        (r.State == ResponsibilityState.Closed).ShouldBe(r.ClosedOn is not null);
        (r.State == ResponsibilityState.Ended).ShouldBe(r.EndedOn is not null);
        (r.State is ResponsibilityState.Suspended or ResponsibilityState.Rectifying).ShouldBe(r.Beneath is not null);
        r.Beneath.ShouldNotBeOneOf(ResponsibilityState.Suspended, ResponsibilityState.Rectifying, ResponsibilityState.Closed, ResponsibilityState.Ended);
        if (!Final.Contains(r.State))
        {
            ((r.Beneath ?? r.State) == ResponsibilityState.Assigned).ShouldBe(r.AcceptedOn is null);
            (r.State == ResponsibilityState.Rectifying).ShouldBe(r.Rectifications.Any(x => x.State is RectificationState.Open or RectificationState.Reported));
            ((r.Beneath ?? r.State) == ResponsibilityState.CompletionRequested).ShouldBe(
                r.Completions.Any(x => x.State == RequestState.Waiting) && (r.Beneath ?? r.State) != ResponsibilityState.Returned);
        }
        else
        {
            r.Extensions.Select(x => x.State).Concat(r.Completions.Select(x => x.State)).ShouldNotContain(RequestState.Waiting);
        }

        r.Progress.ShouldBeInRange(0, 100);
        r.Extensions.Where(x => x.State == RequestState.Waiting).Select(x => x.MilestoneKey).ShouldBeUnique();
        r.Extensions.ShouldAllBe(x => x.State == RequestState.Waiting || x.State == RequestState.Lapsed || x.DecidedOn != null);
        r.Rectifications.Count(x => x.State is RectificationState.Open or RectificationState.Reported).ShouldBeLessThanOrEqualTo(1);
        r.Reports.ShouldAllBe(x => x.Review == ReviewState.Submitted || x.Review == ReviewState.AwaitingHead || x.ReviewedOn != null);
    }

    /// <summary>A plan may ask for the head's approval on some days only; that must do no harm either.</summary>
    private static ReportingTerms TermsOf(ProgressCommand command) =>
        new(ReportCadence.Monthly) { HeadApproves = command.On.Day % 3 == 0, OnTrial = command.On.Day % 2 == 0, Measured = new HashSet<string> { "m" } };

    private static Gen<ProgressCommand[]> Commands() => Command().ListOf().Select(commands => commands.ToArray());

    private static Gen<ProgressCommand> Command() =>
        from day in Days.Random("2024-01-02", "2025-12-31")
        from percent in Gen.Choose(-10, 110)
        from key in Gen.Elements("a", "a", "m", "met", "z")
        from until in Days.Random("2024-01-02", "2026-12-31")
        from reason in Gen.Elements("前期手续", "前期手续", "")
        from state in Gen.Elements(Enum.GetValues<ReportedState>())
        from whole in Gen.Elements(true, false)
        from command in Gen.Frequency<ProgressCommand>(
            (2, Gen.Constant<ProgressCommand>(new Accept(day, "甲"))),
            (6, Gen.Constant<ProgressCommand>(Report(whole ? percent : null) with { On = day, State = state, Problems = reason, ByLink = whole, Evidence = [percent], Measured = key == "m" ? [new("m", percent)] : [] })),
            (2, Gen.Constant<ProgressCommand>(new ApproveReport(day, "长"))),
            (2, Gen.Constant<ProgressCommand>(new RejectReport(day, "长", reason))),
            (3, Gen.Constant<ProgressCommand>(new AcceptReport(day, "督"))),
            (3, Gen.Constant<ProgressCommand>(new ReturnReport(day, "督", reason))),
            (3, Gen.Constant<ProgressCommand>(new RequestExtension(day, "甲", key, until, reason) { Evidence = [1, 2] })),
            (3, Gen.Constant<ProgressCommand>(new GrantExtension(day, "督", key, until, reason))),
            (2, Gen.Constant<ProgressCommand>(new RefuseExtension(day, "督", key, reason))),
            (3, Gen.Constant<ProgressCommand>(new RequestCompletion(day, "甲", whole ? null : key, reason) { Evidence = [1] })),
            (2, Gen.Constant<ProgressCommand>(new AcceptCompletion(day, "督", whole ? null : key))),
            (2, Gen.Constant<ProgressCommand>(new ReturnCompletion(day, "督", whole ? null : key, reason))),
            (1, Gen.Constant<ProgressCommand>(new ConfirmMilestone(day, "督", key))),
            (1, Gen.Constant<ProgressCommand>(new Close(day, "督"))),
            (2, Gen.Constant<ProgressCommand>(new OpenRectification(day, "督", reason, until))),
            (2, Gen.Constant<ProgressCommand>(new ReportRectification(day, "甲", reason) { Evidence = [3] })),
            (1, Gen.Constant<ProgressCommand>(new ReturnRectification(day, "督", reason))),
            (2, Gen.Constant<ProgressCommand>(new CloseRectification(day, "督", reason))),
            (1, Gen.Constant<ProgressCommand>(new Suspend(day, "督", reason, reason))),
            (2, Gen.Constant<ProgressCommand>(new Resume(day, "督", reason))),
            (2, Gen.Constant<ProgressCommand>(new Silence(day, "督", until, reason, "主任"))),
            (2, Gen.Constant<ProgressCommand>(new LiftSilence(day, "督", reason))),
            (1, Gen.Constant<ProgressCommand>(new RecordVisit(day, "督", VisitKind.Talk, day, "局长", reason, ""))),
            (2, Gen.Constant<ProgressCommand>(new SetOpeningState(day, "督", whole, percent, key == "z" ? [] : [key], percent > 90))),
            (1, Gen.Constant<ProgressCommand>(new MoveDeadline(day, "督", key, until, reason))),
            (1, Gen.Constant<ProgressCommand>(new HandOver(day, "督", whole ? 3 : 4, "甲局", "乙局", reason))),
            (1, Gen.Constant<ProgressCommand>(new End(day, "督", percent > 80 ? reason : ""))))
        select command;
}
