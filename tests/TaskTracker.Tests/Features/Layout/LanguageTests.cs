using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using TaskTracker.Features.Layout;

namespace TaskTracker.Tests.Features.Layout;

public sealed class LanguageTests
{
    [Theory]
    [InlineData("/plans?view=gantt", "/plans?view=gantt")]
    [InlineData("//elsewhere.example", "/")]
    [InlineData("/\\elsewhere.example", "/")]
    [InlineData("/\t/elsewhere.example", "/")]
    [InlineData("https://elsewhere.example", "/")]
    [InlineData("plans", "/")]
    [InlineData(null, "/")]
    public void Choose_WhateverTheWayBack_StaysInTheHouse(string? back, string expected)
    {
        var result = Language.Choose(new DefaultHttpContext(), "en", back).ShouldBeOfType<RedirectHttpResult>();
        result.Url.ShouldBe(expected);
        result.AcceptLocalUrlOnly.ShouldBeTrue();
    }

    [Theory]
    [InlineData("en", "language=en")]
    [InlineData("fr", "language=zh-CN")]
    public void Choose_WhenAskedFor_RemembersOneOfTheTwo(string to, string cookie)
    {
        var context = new DefaultHttpContext();
        Language.Choose(context, to, "/");
        context.Response.Headers.SetCookie.ToString().ShouldStartWith(cookie);
    }
}
