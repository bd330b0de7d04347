using System.Globalization;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Http.Features;
using TaskTracker.Resources;
using TaskTracker.Sweep;

namespace TaskTracker.Features.Rules;

/// <summary>What the rule editor asks while somebody types, and how much it may send.</summary>
internal static class RuleEndpoints
{
    /// <summary>In bytes: the longest text, each of its characters written as nine.</summary>
    private const long LargestRequest = 2_000_000;

    private const int MostAnswered = 50;

    public static IServiceCollection AddRules(this IServiceCollection services) => services
        .AddScoped<ListRules>().AddScoped<ListRuleSignals>().AddScoped<CheckRules>().AddScoped<ReadVersion>().AddScoped<PublishRules>();

    public static void MapRules(this IEndpointRouteBuilder app) => app.MapPost("/rules/lint", Lint).WithMetadata(new RequireAntiforgeryTokenAttribute());

    public static IApplicationBuilder UseRulesLimit(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (HttpMethods.IsPost(context.Request.Method) && context.Request.Path.StartsWithSegments("/rules"))
        {
            if (context.Request.ContentLength is null or > LargestRequest)
            {
                context.Response.StatusCode = context.Request.ContentLength is null ? StatusCodes.Status411LengthRequired : StatusCodes.Status413PayloadTooLarge;
                await context.Response.WriteAsync("The text is too large.");
                return;
            }

            if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            {
                limit.MaxRequestBodySize = LargestRequest;
            }
        }

        await next(context);
    });

    private static IResult Lint(HttpContext http, CheckRules check, HouseRules house, PageText text)
    {
        if (http.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: true } || !http.Request.HasFormContentType)
        {
            return Say("The form has no valid token; load the page again.", StatusCodes.Status400BadRequest);
        }

        var file = http.Request.Form["file"].ToString();
        if (house.InForce.Texts.OfWorkflows.All(f => f.Name != file))
        {
            return Say("There is no such file in force.", StatusCodes.Status404NotFound);
        }

        var result = check.Check(file, CheckRules.Unified(http.Request.Form["text"].ToString()));
        var english = CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "en";
        return Results.Json(new
        {
            findings = result.Findings.Take(MostAnswered).Select(f => new { file = f.File == file ? null : f.File, f.Line, f.Column, kind = text.Known($"Finding.{f.Code}"), f.Message }),
            count = result.Findings.Count,
            rules = result.Meanings(file).Select(r => new { r.Name, meaning = english ? r.Meaning.English : r.Meaning.Chinese }),
        });
    }

    // With a body, so that nobody answers the post with a page of their own.
    private static IResult Say(string text, int status) => Results.Text(text, statusCode: status);
}
