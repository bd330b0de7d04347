using System.Globalization;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Resources;

namespace TaskTracker.Features.Prints;

/// <summary>Prints as downloads. They change nothing.</summary>
internal static class PrintEndpoints
{
    public const string Bulletin = "/plans/{key}/bulletin.docx";
    public const string Order = "/responsibilities/{id:int}/order.docx";

    public static IServiceCollection AddPrints(this IServiceCollection services) =>
        services.AddScoped<PrintLedger>().AddScoped<ReadBulletin>().AddScoped<PrintBulletin>().AddScoped<ReadLetterSubject>().AddScoped<PrintOrder>().AddScoped<PrintIssuedOrder>().AddScoped<PrintLetter>().AddScoped<PrintVisit>();

    public static void MapPrints(this IEndpointRouteBuilder app)
    {
        app.MapGet("/plans/{key}/ledger.xlsx", LedgerAsync);
        app.MapGet(Bulletin, async (string key, string? month, string? ranking, HttpContext http, PrintBulletin print, HouseClock clock) =>
            Month(month, clock.Today) is { } day ? Answer(http, await print.HandleAsync(key, day, ranking != "off", http.RequestAborted)) : Say(http, "Print.MonthWrong", StatusCodes.Status400BadRequest));
        app.MapGet(Order, async (int id, HttpContext http, PrintOrder print) => Answer(http, await print.HandleAsync(id, http.RequestAborted)));
        app.MapGet("/orders/{id:int}/order.docx", async (int id, HttpContext http, PrintIssuedOrder print) => Answer(http, await print.HandleAsync(id, http.RequestAborted)));
        app.MapGet("/responsibilities/{id:int}/visits/{number:int}/letter.docx", async (int id, int number, HttpContext http, PrintVisit print) => Answer(http, await print.HandleAsync(id, number, http.RequestAborted)));
        foreach (var kind in Enum.GetValues<LetterKind>())
        {
            app.MapGet($"/responsibilities/{{id:int}}/{LastPart(kind)}", async (int id, HttpContext http, PrintLetter print) => Answer(http, await print.HandleAsync(id, kind, http.RequestAborted)));
        }
    }

    /// <summary>The last part of a letter's address.</summary>
    public static string LastPart(LetterKind kind) => $"{kind.ToString().ToLowerInvariant()}.docx";

    /// <summary>The ledger of a list that is narrowed to one plan, in the list's order.</summary>
    public static string Ledger(ResponsibilityFilter filter) => Parts.Address.To($"/plans/{filter.Plan}/ledger.xlsx", ("light", filter.Light?.Name()), ("department", filter.Department?.ToString(CultureInfo.InvariantCulture)),
        ("when", filter.When is { } when ? ResponsibilityFilter.Name(when) : null), ("sort", ResponsibilityFilter.Name(filter.Sort)));

    /// <param name="text">As <c>2024-11</c>.</param>
    /// <returns>The month's first day, today where none is named; null for anything that is no month.</returns>
    public static DateOnly? Month(string? text, DateOnly today) => string.IsNullOrWhiteSpace(text) ? today
        : DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static async Task<IResult> LedgerAsync(
        string key, string? light, string? department, string? when, string? sort, HttpContext http, PrintLedger print, HouseClock clock)
    {
        var filter = ResponsibilityFilter.Parse(light, key, int.TryParse(department, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null, when, sort ?? "task", null);

        // Into a file first: a hundred thousand rows fit in no memory, and an answer that breaks off in the middle looks like a whole one.
        var file = Scratch();
        http.Response.RegisterForDisposeAsync(file);
        if (await print.HandleAsync(filter, () => file, http.RequestAborted) is { } refusal)
        {
            return Refused(http, refusal);
        }

        file.Position = 0;
        return Saved(http, file, Print.Excel, string.Create(CultureInfo.InvariantCulture, $"台账-{key}-{clock.Today:yyyy-MM-dd}.xlsx"));
    }

    /// <summary>A file that goes when it is closed, and that nobody else on the machine may read meanwhile.</summary>
    private static FileStream Scratch()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
    }

    private static IResult Answer(HttpContext http, PrintOutcome outcome) => outcome.Print is { } print ? Saved(http, new MemoryStream(print.Content), Print.Word, print.FileName) : Refused(http, outcome.Refusal!.Value);

    private static IResult Saved(HttpContext http, Stream content, string type, string name)
    {
        http.Response.Headers.CacheControl = "no-store";
        return Results.Stream(content, type, name);
    }

    private static IResult Refused(HttpContext http, PrintRefusal refusal) => refusal is PrintRefusal.NoPlan or PrintRefusal.NoResponsibility or PrintRefusal.NoOrder or PrintRefusal.NoVisit
        ? Results.NotFound()
        : Say(http, $"Print.{refusal}", StatusCodes.Status400BadRequest);

    private static IResult Say(HttpContext http, string text, int status) => Results.Text(http.RequestServices.GetRequiredService<PageText>()[text], statusCode: status);
}
