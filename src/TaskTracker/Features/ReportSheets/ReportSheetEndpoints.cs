using System.Globalization;
using TaskTracker.Features.Prints;

namespace TaskTracker.Features.ReportSheets;

internal static class ReportSheetEndpoints
{
    public const string Page = "/mine/sheet";
    public const string File = "/mine/reports.xlsx";

    /// <summary>Bytes of one request: a sheet, or what was read of one on its way back.</summary>
    public const int LargestRequest = 8 << 20;

    public static void MapReportSheets(this IEndpointRouteBuilder app) => app.MapGet(File, async (HttpContext http, WriteReportSheet write, HouseClock clock) =>
    {
        var content = new MemoryStream();
        await write.HandleAsync(content, http.RequestAborted);
        content.Position = 0;
        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(content, Print.Excel, string.Create(CultureInfo.InvariantCulture, $"进展填报表-{clock.Today:yyyy-MM-dd}.xlsx"));
    });
}
