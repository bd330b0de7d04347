using TaskTracker.Mail;

namespace TaskTracker.Tests.Mail;

public class MailOptionsTests
{
    [Fact]
    public void DetailFor_WhenTheDomainIsConfigured_IsItsOwnElseTheDefault()
    {
        var options = new MailOptions { DetailByDomain = { ["laishan.gov.cn"] = MailDetail.Full } };

        options.DetailFor("wang@LAISHAN.gov.cn").ShouldBe(MailDetail.Full);
        options.DetailFor("wang@mail.laishan.gov.cn").ShouldBe(MailDetail.Titles);
        options.DetailFor("wang@evil.example/laishan.gov.cn").ShouldBe(MailDetail.Titles);
    }

    [Fact]
    public void Problems_OfTheDefault_AreNone() => new MailOptions().Problems().ShouldBeEmpty();

    [Fact]
    public void Problems_WhenALoginWouldGoInTheClear_NameIt()
    {
        var options = new MailOptions { Transport = MailTransportKind.Smtp, StartTls = StartTls.None, User = "tasks", Password = "secret" };

        options.Problems().ShouldHaveSingleItem().ShouldContain("clear");
    }

    [Fact]
    public void Problems_OfManyBadSettings_AreAllNamed()
    {
        var options = new MailOptions { Transport = MailTransportKind.Smtp, From = "nobody", Host = " ", Port = 0, Timeout = TimeSpan.Zero };

        options.Problems().Count().ShouldBe(4);
    }
}
