namespace TaskTracker.Access;

/// <summary>Which rows of the ledger a person's queries see; see <c>TrackerDb.Narrow</c>.</summary>
/// <param name="Departments">Their responsibilities, with all that hangs on them.</param>
/// <param name="Regions">All of their plans.</param>
/// <param name="Plans">All of these plans, those of the regions among them.</param>
/// <param name="HeadRegions">Of their plans what the document prints, not how departments stand.</param>
/// <param name="HeadPlans">The plans of those regions and all of <paramref name="Plans"/>.</param>
/// <param name="ReviewRegions">Their drafts of imported documents.</param>
internal sealed record Scope(int Person, int[] Departments, string[] Regions, int[] Plans, string[] HeadRegions, int[] HeadPlans, string[] ReviewRegions)
{
    public static Scope Nothing { get; } = new(0, [], [], [], [], [], []);
}
