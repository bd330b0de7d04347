using System.Globalization;
using System.Text.Json;

namespace TaskTracker.Features.Api;

/// <summary>Parameters of an address. A mistyped one is told: a program doesn't see that its list is longer than it asked for.</summary>
internal static class ApiQuery
{
    private const int LastPage = 100_000;

    public static T? Named<T>(string field, string? name)
        where T : struct, Enum
    {
        if (name is null)
        {
            return null;
        }

        var all = Enum.GetValues<T>().ToDictionary(v => JsonNamingPolicy.CamelCase.ConvertName(v.ToString()));
        return all.TryGetValue(name, out var value) ? value : throw ApiProblem.Wrong(new ApiFault(field, "WrongValue", string.Join(" | ", all.Keys)));
    }

    public static int Page(int? page) => page is null ? 1 : page is >= 1 and <= LastPage ? page.Value : throw ApiProblem.Wrong(new ApiFault("page", "WrongPage", LastPage));

    public static DateOnly? Day(string field, string? day) => day is null ? null
        : DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var known) ? known : throw ApiProblem.Wrong(new ApiFault(field, "WrongValue", "2024-12-31"));
}
