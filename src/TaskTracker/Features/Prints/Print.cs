using Microsoft.EntityFrameworkCore;
using TaskTracker.Domain.Organisation;
using TaskTracker.Persistence;

namespace TaskTracker.Features.Prints;

/// <summary>A printed letter, ready to be saved.</summary>
internal sealed record Print(string FileName, byte[] Content)
{
    public const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    public const string Excel = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
}

internal enum PrintRefusal { NoPlan, NoResponsibility, NoOrder, NoVisit, MonthNotBegun, MonthBeforePlan, NoExtension, TooManyRows }

/// <summary>Either the print, or why there is none.</summary>
internal sealed record PrintOutcome(Print? Print, PrintRefusal? Refusal)
{
    public static implicit operator PrintOutcome(PrintRefusal refusal) => new(null, refusal);

    public static implicit operator PrintOutcome(Print print) => new(print, null);
}

/// <summary>In whose name letters go out.</summary>
internal static class Issuer
{
    private const string Office = "督查室";

    /// <summary>The region's supervision office with the region's name before it; 区政府督查室 in 莱山区 is 莱山区政府督查室.</summary>
    public static async Task<string> OfAsync(TrackerDb db, string region, CancellationToken cancel)
    {
        var name = await db.Posts.Where(p => p.Kind == PostKind.Supervision && p.Department.Region == region).OrderBy(p => p.Id).Select(p => p.Department.Name).FirstOrDefaultAsync(cancel) ?? Office;
        return name.StartsWith(region, StringComparison.Ordinal) ? name : region.Length > 0 && region[^1] == name[0] ? region[..^1] + name : region + name;
    }
}
