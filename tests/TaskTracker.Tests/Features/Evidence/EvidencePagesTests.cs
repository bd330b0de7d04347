using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using TaskTracker.Features.Audit;
using TaskTracker.Features.Evidence;
using TaskTracker.Tests.Fixtures;
using static TaskTracker.Tests.Features.Evidence.EvidenceFiles;

namespace TaskTracker.Tests.Features.Evidence;

public sealed class EvidencePagesTests
{
    [DatabaseFact]
    public async Task File_WhenPutInAndOpened_ComesBackAsAFileToSaveThatNothingRuns(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new EvidenceVisitor(house);
        (await visitor.AttachAsync("验收 报告.pdf", Pdf)).ShouldBe("/responsibilities/1#evidence");
        using var answer = await visitor.Client.GetAsync("/evidence/1");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsByteArrayAsync()).ShouldBe(Pdf);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/pdf");
        answer.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        answer.Content.Headers.ContentDisposition.FileNameStar.ShouldBe("验收 报告.pdf");
        Header(answer, "X-Content-Type-Options").ShouldBe("nosniff");
        Header(answer, "Content-Security-Policy").ShouldContain("sandbox");
        Header(answer, "Cache-Control").ShouldBe("no-store");
        (await visitor.Client.GetStringAsync("/responsibilities/1")).ShouldContain("验收 报告.pdf");
        (await house.Services.GetRequiredService<VerifyAudit>().HandleAsync(null, default)).Findings.ShouldBeEmpty();
        await using var db = database.Open();
        (await db.Audit.SingleAsync(e => e.Kind == "EvidenceAttached")).Data.ShouldContain((await db.Evidence.SingleAsync()).Sha256);
    }

    [DatabaseFact]
    public async Task Files_WhenRefused_LeaveNothingAndSayWhy(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new EvidenceVisitor(house);
        foreach (var (name, content, reason) in new[] { ("a.svg", Svg, "KindUnknown"), ("a.png", Html, "Mixed"), ("a.pdf", Array.Empty<byte>(), "Empty"), ("a.docx", Bomb(), "Unpacks"), ("a.pdf", [.. Pdf, .. new byte[21 << 20]], "TooLarge") })
        {
            var led = await visitor.AttachAsync(name, content);
            led.ShouldContain($"refused={reason}");
            WebUtility.HtmlDecode(await visitor.Client.GetStringAsync(led.Split('#')[0])).ShouldContain($"“{name}”未上传");
        }

        await using var db = database.Open();
        (await db.Evidence.CountAsync()).ShouldBe(0);
        (await db.Audit.CountAsync(e => e.Kind == "EvidenceAttached")).ShouldBe(0);
        FilesIn(database).ShouldBeEmpty();
    }

    [DatabaseFact]
    public async Task Names_WhateverTheyAre_AreNeverAPathAndBreakNoHeader(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        foreach (var (given, kept) in new[]
                 {
                     ("../../../etc/passwd.pdf", "passwd.pdf"), ("C:\\windows\\a.pdf", "a.pdf"), ("a\r\nSet-Cookie: x=1.pdf", "aSet-Cookie x=1.pdf"), ("a\".pdf", "a.pdf"), ("\u202Efdp.exe.pdf", "fdp.exe.pdf"),
                     ("\0a.pdf", "a.pdf"), (new string('长', 400) + ".pdf", new string('长', 196) + ".pdf"), ("<img src=x onerror=alert(1)>.pdf", "img src=x onerror=alert(1).pdf"),
                 })
        {
            await using var scope = house.Services.CreateAsyncScope();
            var attached = await scope.ServiceProvider.GetRequiredService<AttachEvidence>().HandleAsync(1, null, EvidencePurpose.Report, given.Length > 99 ? "丙" : "甲", given, () => new MemoryStream(Pdf), default);
            (attached.FileName, attached.Refusal).ShouldBe((kept, null));
            using var client = new HttpClient { BaseAddress = house.Address };
            using var answer = await client.GetAsync($"/evidence/{attached.Id}");
            answer.Content.Headers.ContentDisposition!.FileNameStar.ShouldBe(kept);
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
        }

        FilesIn(database).Select(f => Path.GetRelativePath(Path.Combine(database.Folder, "evidence"), f)).ShouldHaveSingleItem().ShouldMatch("^[0-9a-f]{2}.[0-9a-f]{2}.[0-9a-f]{64}$");
    }

    [DatabaseFact]
    public async Task Uploads_WhenTheyFlood_EndAtTheLimits(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(async () =>
        {
            await using var scope = house.Services.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<AttachEvidence>().HandleAsync(1, null, EvidencePurpose.Report, "甲", "a.pdf", () => new MemoryStream([.. Pdf, (byte)i]), default)).Refusal;
        })));
        await using var db = database.Open();
        (await db.Evidence.CountAsync()).ShouldBe(10);
        outcomes.Count(o => o is null).ShouldBe(10);
        outcomes.Where(o => o is not null).ShouldAllBe(o => o == EvidenceRefusal.TooMany);

        house.Services.GetRequiredService<IOptions<EvidenceOptions>>().Value.LargestDay = 0;
        await using var last = house.Services.CreateAsyncScope();
        (await last.ServiceProvider.GetRequiredService<AttachEvidence>().HandleAsync(2, null, EvidencePurpose.Report, "甲", "a.pdf", () => new MemoryStream(Pdf), default)).Refusal.ShouldBe(EvidenceRefusal.TooMuchToday);
    }

    [DatabaseFact]
    public async Task Scanner_WhenItFindsSomethingOrFails_RefusesTheFile(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        var options = house.Services.GetRequiredService<IOptions<EvidenceOptions>>().Value;
        foreach (var (scanner, expected) in new (string, EvidenceRefusal?)[] { ("/bin/true", null), ("/bin/false", EvidenceRefusal.Infected), ("/no/such/program", EvidenceRefusal.ScannerFailed), ("/bin/sh -c exit${IFS}2", EvidenceRefusal.ScannerFailed) })
        {
            options.Scanner = scanner;
            (await ScanAsync(house)).ShouldBe(expected, scanner);
        }

        (options.Scanner, options.ScannerTimeout) = ("/usr/bin/tail -f /dev/null", 1);
        (await ScanAsync(house)).ShouldBe(EvidenceRefusal.ScannerFailed);
    }

    [DatabaseFact]
    public async Task Evidence_WhenItsFileWasChangedOrIsMissing_IsNotHandedOut(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var visitor = new EvidenceVisitor(house);
        await visitor.AttachAsync("a.pdf", Pdf);
        var file = FilesIn(database).ShouldHaveSingleItem();
        await File.WriteAllBytesAsync(file, [.. Pdf, 1]);
        (await visitor.Client.GetAsync("/evidence/1")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        File.Delete(file);
        (await visitor.Client.GetAsync("/evidence/1")).StatusCode.ShouldBe(HttpStatusCode.Gone);
        (await visitor.Client.GetAsync("/evidence/2")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await visitor.Client.GetAsync("/evidence/..%2f..%2ftasktracker.db")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        foreach (var path in new[] { "/evidence", "/data/evidence", "/evidence/" + Path.GetRelativePath(Path.Combine(database.Folder, "evidence"), file) })
        {
            (await visitor.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        }
    }

    [DatabaseFact]
    public async Task Form_WhenItHasNoToken_IsRefused(TestDatabase database)
    {
        await using var house = await SmallHouse.OpenAsync(database);
        using var client = new HttpClient { BaseAddress = house.Address };
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Pdf), "evidence", "a.pdf" } };
        (await client.PostAsync("/responsibilities/1/evidence", form)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await client.PostAsync("/audit/verify", null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await using var db = database.Open();
        (await db.Evidence.CountAsync()).ShouldBe(0);
    }

    private static async Task<EvidenceRefusal?> ScanAsync(SmallHouse house)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<AttachEvidence>().HandleAsync(1, null, EvidencePurpose.Report, "甲", "a.pdf", () => new MemoryStream(Pdf), default)).Refusal;
    }

    private static string Header(HttpResponseMessage answer, string name) => string.Join(',', answer.Headers.TryGetValues(name, out var values) ? values : []);

    private static List<string> FilesIn(TestDatabase database) =>
        Directory.Exists(Path.Combine(database.Folder, "evidence")) ? [.. Directory.EnumerateFiles(Path.Combine(database.Folder, "evidence"), "*", SearchOption.AllDirectories)] : [];
}

/// <summary>Fills in the form of a responsibility's page without a browser.</summary>
internal sealed partial class EvidenceVisitor(SmallHouse house) : IDisposable
{
    public HttpClient Client { get; } = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = house.Address };

    /// <returns>Where the browser is led.</returns>
    public async Task<string> AttachAsync(string name, byte[] content)
    {
        var token = Token().Match(await Client.GetStringAsync("/responsibilities/1")).Groups[1].Value;
        using var form = new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { new StringContent("甲局"), "by" }, { new ByteArrayContent(content), "evidence", name } };
        using var answer = await Client.PostAsync("/responsibilities/1/evidence", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        return answer.Headers.Location!.ToString();
    }

    public void Dispose() => Client.Dispose();

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)")]
    private static partial Regex Token();
}
