using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Import;

/// <summary>What the first pages that change something need around them: handlers, tokens against forged forms, limits.</summary>
internal static class ImportSetup
{
    /// <summary>Rows of a form: a table of a few hundred indicators posts more than the framework takes by itself.</summary>
    private const int MostFields = 20_000;

    /// <summary>What is too large is read to its end up to here and thrown away, since a browser shows no answer while it still sends.</summary>
    private const long MostDrained = 1L << 30;

    public static IServiceCollection AddImport(this IServiceCollection services)
    {
        services.AddScoped<ReadRegistry>().AddScoped<ReadDraft>().AddScoped<ChangeDraft>().AddScoped<UploadPlan>().AddScoped<ListDrafts>().AddScoped<ShowReview>().AddScoped<ConfirmTasks>()
            .AddScoped<CorrectTask>().AddScoped<ReshapeTasks>().AddScoped<CheckFindings>().AddScoped<DecideDepartments>().AddScoped<CorrectHead>().AddScoped<CorrectIndicators>()
            .AddScoped<CompareDraft>().AddScoped<MatchTasks>().AddScoped<PublishDraft>().AddScoped<DiscardDraft>();
        services.AddAntiforgery(o => (o.Cookie.Name, o.Cookie.SameSite, o.Cookie.HttpOnly) = ("forms", SameSiteMode.Strict, true));
        services.AddDataProtection().SetApplicationName(nameof(TaskTracker));
        services.AddOptions<KeyManagementOptions>().Configure<IDbContextFactory<TrackerDb>>((o, databases) => o.XmlRepository = new LedgerKeys(databases));
        services.Configure<FormOptions>(o => (o.ValueCountLimit, o.MultipartBodyLengthLimit) = (MostFields, UploadPlan.LargestRequest));
        return services;
    }

    /// <summary>Answers an upload that is too large with the page and a sentence, not with a broken connection.</summary>
    /// <param name="tooLarge">Where a request that is too large is led to.</param>
    public static IApplicationBuilder UseUploadLimit(this IApplicationBuilder app, Func<PathString, bool> isUpload, long largest, Func<PathString, string> tooLarge) => app.Use(async (context, next) =>
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method) || !isUpload(request.Path))
        {
            await next(context);
            return;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = request.ContentLength > largest ? MostDrained : largest;
        }

        if (request.ContentLength > largest)
        {
            if (request.ContentLength <= MostDrained)
            {
                await request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            }

            context.Response.StatusCode = StatusCodes.Status303SeeOther;
            context.Response.Headers.Location = tooLarge(request.Path);
            return;
        }

        await next(context);
    });
}
