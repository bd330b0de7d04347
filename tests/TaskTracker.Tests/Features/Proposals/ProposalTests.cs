using System.Net;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Audit;
using TaskTracker.Domain.Notices;
using TaskTracker.Domain.Progress;
using TaskTracker.Features.Prints;
using TaskTracker.Features.Proposals;
using TaskTracker.Tests.Features.Import;
using TaskTracker.Tests.Fixtures;
using TaskTracker.Tests.Sweep;

namespace TaskTracker.Tests.Features.Proposals;

/// <summary>Level 4 from the rule to the leader's mail, with the supervision office's signature in between.</summary>
public sealed class ProposalTests
{
    private const string Workflow = """
        { "WorkflowName": "talk", "Rules": [
          { "RuleName": "overdue-long", "Expression": "milestone.IsOpen && milestone.WorkdaysOverdue >= 5", "SuccessEvent": "时间节点久拖未决", "Properties": { "level": 4, "light": "Red" },
            "Actions": { "OnSuccess": { "Name": "Notify", "Context": { "to": ["leader"], "cc": ["departmentHead"], "template": "proposal" } } } } ] }
        """;

    [DatabaseFact]
    public async Task Proposal_UntilItIsSigned_IsADraftThatNobodyIsToldOf(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database, rules: Rules(database.Folder));
        await story.WorkAtAsync("2024-11-20 09:00");
        await story.WorkAtAsync("2024-11-20 14:45");
        await story.WorkAtAsync("2024-11-21 09:00");

        await using var db = story.Node.Open();
        var drafts = await db.Proposals.OrderBy(p => p.Id).ToListAsync();
        drafts.Select(p => (p.State, p.DraftedOn)).ShouldBe([(ProposalState.Draft, new(2024, 11, 20)), (ProposalState.Draft, new(2024, 11, 20))]);
        (await db.Notices.CountAsync(n => n.Level == 4)).ShouldBe(0);
        story.Post.Accepted.ShouldAllBe(m => !m.Subject.Contains("约谈"));
        story.To("wei-liaison")[^1].Subject.ShouldStartWith("【催办】", customMessage: "a draft silences no lower level");
        (await db.Signals.Where(s => s.Level == 4).Select(s => s.Outcome).Distinct().ToListAsync()).ShouldBe([NoticeOutcome.LeftToSignature]);
        var before = story.Post.Accepted.Count;

        (await SignAsync(drafts[0].Id, "", "主任")).ShouldBe(ProposalRefusal.NumberMissing);
        (await SignAsync(drafts[0].Id, "督函〔2024〕1号", "主任")).ShouldBeNull();
        (await SignAsync(drafts[0].Id, "督函〔2024〕1号", "主任")).ShouldBeNull("the same form again");
        (await DeclineAsync(drafts[0].Id, "不必")).ShouldBe(ProposalRefusal.NoLongerDraft);
        (await DeclineAsync(drafts[1].Id, "")).ShouldBe(ProposalRefusal.ReasonMissing);
        (await DeclineAsync(drafts[1].Id, "已当面谈过")).ShouldBeNull();
        story.Post.Accepted.Count.ShouldBe(before);

        await story.WorkAtAsync("2024-11-22 09:00");
        await story.WorkAtAsync("2024-11-25 09:00");
        var mail = story.To("ling-dao").Where(m => m.Subject.StartsWith("【约谈建议】", StringComparison.Ordinal)).ShouldHaveSingleItem();
        mail.Text.ShouldContain("时间节点久拖未决");
        (await db.Notices.Where(n => n.Level == 4).Select(n => new { n.Post.Kind, n.IsCopy, n.ResponsibilityId }).ToListAsync()).Select(n => $"{n.Kind} {n.IsCopy} {n.ResponsibilityId == drafts[0].ResponsibilityId}").ShouldBe(["Leader False True", "DepartmentHead True True"], ignoreOrder: true);
        (await db.ChainAsync(AuditSubject.Plan(SmallLedger.PlanKey))).Select(e => e.Kind).TakeLast(2).ShouldBe(["TalkProposalSigned", "TalkProposalDeclined"]);

        var letter = await story.Node.AskAsync<ReadLetterSubject, LetterSubject?>(r => r.GetAsync(drafts[0].ResponsibilityId, default));
        PrintLetter.Of(letter!, LetterKind.Talk).ShouldSatisfyAllConditions(l => l.IsDraft.ShouldBeFalse(), l => l.Number.ShouldBe("督函〔2024〕1号"));
        PrintLetter.Of((await story.Node.AskAsync<ReadLetterSubject, LetterSubject?>(r => r.GetAsync(drafts[1].ResponsibilityId, default)))!, LetterKind.Talk).IsDraft.ShouldBeTrue();

        Task<ProposalRefusal?> SignAsync(int id, string number, string signer) => story.Node.AskAsync<DecideProposal, ProposalRefusal?>(h => h.SignAsync(id, number, signer, "form", default));
        Task<ProposalRefusal?> DeclineAsync(int id, string reason) => story.Node.AskAsync<DecideProposal, ProposalRefusal?>(h => h.DeclineAsync(id, reason, "form", default));
    }

    [DatabaseFact]
    public async Task Proposal_WhenItsReasonGoes_LapsesAndCanNotBeSigned(TestDatabase database)
    {
        await using var story = await Story.BeginAsync(database, rules: Rules(database.Folder));
        await story.WorkAtAsync("2024-11-20 09:00");
        await story.Node.RecordAsync("t1", SmallLedger.Health, on => new ConfirmMilestone(on, "督查室", "2024-1"));

        await using var db = story.Node.Open();
        var lapsed = await db.Proposals.SingleAsync(p => p.State == ProposalState.Lapsed);
        (await story.Node.AskAsync<DecideProposal, ProposalRefusal?>(h => h.SignAsync(lapsed.Id, "号", "主任", "form", default))).ShouldBe(ProposalRefusal.NoLongerDraft);
        (await db.Proposals.CountAsync(p => p.State == ProposalState.Draft)).ShouldBe(1);
    }

    [DatabaseFact]
    public async Task Queue_OnItsPage_KeepsWhatWasTypedAndSigns(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database, rules: Rules(database.Folder));
        using var office = new ImportVisitor(house);
        (await office.GetAsync("/")).ShouldContain("/proposals");
        var page = await office.GetAsync("/proposals");
        page.ShouldContain("时间节点久拖未决");
        var id = System.Text.RegularExpressions.Regex.Match(page, "value=\"sign-(\\d+)\"").Groups[1].Value;

        var wrong = await office.PostAsync("/proposals", "/proposals", ("_handler", "proposals"), ("key", "k"), ("do", $"sign-{id}"), ($"number-{id}", "督函〔2024〕1号"), ($"signer-{id}", ""));
        wrong.Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        wrong.Page.ShouldContain("督函〔2024〕1号");
        (await office.PostAsync("/proposals", "/proposals", ("_handler", "proposals"), ("key", "k"), ("do", $"sign-{id}"), ($"number-{id}", "督函〔2024〕1号"), ($"signer-{id}", "主任"))).Location.ShouldBe("/proposals");
        (await office.GetAsync("/proposals?show=decided")).ShouldContain("主任");
        (await office.PostAsync("/proposals", "/proposals", ("_handler", "proposals"), ("key", "other"), ("do", $"decline-{id}"), ($"reason-{id}", "不必"))).Status.ShouldBe(HttpStatusCode.Conflict);

        using var liaison = new ImportVisitor(house, session: await house.SignInAsync("a"));
        (await liaison.StatusAsync("/proposals")).ShouldBe(HttpStatusCode.Forbidden);
    }

    private static string Rules(string folder) => OtherRules.Copy(folder, "talk", f => File.WriteAllText(Path.Combine(f, "workflows", "talk.json"), Workflow));
}
