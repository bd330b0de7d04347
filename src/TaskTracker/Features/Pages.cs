using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.FileProviders;
using TaskTracker.Features.Accounts;
using TaskTracker.Features.Api;
using TaskTracker.Features.Audit;
using TaskTracker.Features.Comments;
using TaskTracker.Features.Departments;
using TaskTracker.Features.Evidence;
using TaskTracker.Features.Home;
using TaskTracker.Features.Import;
using TaskTracker.Features.Indicators;
using TaskTracker.Features.Layout;
using TaskTracker.Features.Link;
using TaskTracker.Features.Mailbox;
using TaskTracker.Features.Notices;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Orders;
using TaskTracker.Features.Organisation;
using TaskTracker.Features.Plans;
using TaskTracker.Features.Prints;
using TaskTracker.Features.Proposals;
using TaskTracker.Features.Progress;
using TaskTracker.Features.ReportSheets;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Features.Rules;
using TaskTracker.Features.Search;
using TaskTracker.Features.Tasks;
using TaskTracker.Features.Visits;
using TaskTracker.Resources;

namespace TaskTracker.Features;

/// <summary>The pages, their queries, and what stands before them in the pipeline.</summary>
internal static class Pages
{
    public static IServiceCollection AddPages(this IServiceCollection services, PageFrame frame)
    {
        services.AddRazorComponents();
        // The default encoder writes every Chinese character as an entity, six times its size.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton(frame);
        services.AddSingleton<PageText>();
        services.AddScoped<ShowHome>().AddScoped<ListPlans>().AddScoped<ShowPlan>().AddScoped<ListPlanTasks>().AddScoped<ListPlanMilestones>()
            .AddScoped<ListIndicators>().AddScoped<ListProjects>().AddScoped<ShowTask>().AddScoped<ShowResponsibility>()
            .AddScoped<TellHistory>().AddScoped<ListDepartments>().AddScoped<FindUnreached>().AddScoped<ShowDepartment>().AddScoped<NameSubjects>().AddScoped<ListNotices>().AddScoped<ReadMailbox>()
            .AddScoped<ReadWhole>().AddScoped<ListMyWork>().AddScoped<ListWaiting>().AddScoped<ListOrders>().AddScoped<ShowOrder>().AddScoped<ReadOpening>().AddScoped<ReadBreakdown>().AddScoped<ReadAssigning>().AddScoped<ReadTaskToDecide>()
            .AddScoped<ListReorganisable>().AddScoped<PreviewReorganisation>().AddScoped<ReadPlanSettings>().AddScoped<ListProposals>().AddScoped<ListVisits>().AddScoped<ReadIndicators>().AddScoped<ListEvidence>();
        services.AddScoped<ListAudit>().AddScoped<RecordComment>().AddScoped<FindAnything>().AddScoped<WriteReportSheet>().AddScoped<TakeReportSheet>();
        services.AddImport().AddRules().AddLink().AddApi();
        return services;
    }

    public static void MapPages(this WebApplication app)
    {
        // The components answer GET only; the server itself leaves out the body of the answer to a HEAD.
        app.Use((context, next) =>
        {
            if (HttpMethods.IsHead(context.Request.Method))
            {
                context.Request.Method = HttpMethods.Get;
            }

            return next(context);
        });
        app.UseLanguage();
        app.UseSecurityHeaders();
        app.UseExceptionHandler("/error", createScopeForErrors: true);
        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.UseApiErrors();
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = new EmbeddedFileProvider(typeof(Pages).Assembly, "TaskTracker.wwwroot"),
            OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "public, max-age=31536000, immutable",
        });
        app.UseRouting();
        app.UseRights();
        app.UseUploadLimit(path => path == "/import", UploadPlan.LargestRequest, _ => "/import?problem=too-large");
        app.UseUploadLimit(path => path.StartsWithSegments(Links.Responsibilities) && path.Value!.EndsWith("/evidence", StringComparison.Ordinal), EvidenceEndpoints.LargestRequest,
            path => $"{path.Value![..^"/evidence".Length]}?refused={EvidenceRefusal.TooLarge}#evidence");
        app.UseUploadLimit(path => path == ReportSheetEndpoints.Page, ReportSheetEndpoints.LargestRequest, _ => $"{ReportSheetEndpoints.Page}?problem=too-large");
        app.UseUploadLimit(path => path.StartsWithSegments(Links.Responsibilities) && path.Value!.Split('/')[^1] is "report" or "extension" or "completion", EvidenceEndpoints.LargestRequest, path => $"{path}?refused={EvidenceRefusal.TooLarge}");
        app.UseRulesLimit();
        app.UseAntiforgery();
        app.Use(FormPage.AnswerNotFoundAsync);
        app.MapRazorComponents<App>();
        app.MapImport();
        app.MapAccounts();
        app.MapEvidence();
        app.MapAudit();
        app.MapRules();
        app.MapLink();
        app.MapPlans();
        app.MapPrints();
        app.MapComments();
        app.MapReportSheets();
        app.MapApi();
        app.MapGet("/language", Language.Choose);
        if (app.Services.GetRequiredService<PageFrame>().Mailbox)
            app.MapGet("/mailbox/{name}/html", MailHtml.Show).WithMetadata(new SecurityHeaders.ShowsMail());
    }
}
