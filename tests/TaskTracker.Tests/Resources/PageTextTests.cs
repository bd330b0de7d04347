using System.Collections;
using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;
using TaskTracker.Resources;

namespace TaskTracker.Tests.Resources;

public sealed partial class PageTextTests
{
    private static readonly Dictionary<string, string> Chinese = Texts(CultureInfo.InvariantCulture);
    private static readonly Dictionary<string, string> English = Texts(CultureInfo.GetCultureInfo("en"));

    [Fact]
    public void Texts_InBothLanguages_HaveTheSameNamesAndPlaceholders()
    {
        English.Keys.Order().ShouldBe(Chinese.Keys.Order());
        English.Where(text => Placeholders(text.Value) != Placeholders(Chinese[text.Key])).ShouldBeEmpty();
    }

    [Fact]
    public void Texts_InChinese_AreChinese() =>
        Chinese.Where(text => Latin().IsMatch(text.Value)).Select(text => text.Key).ShouldBeEmpty();

    [Fact]
    public void Pages_WhenTheyNameAText_FindIt()
    {
        var features = Path.Combine(AppContext.BaseDirectory, "pages-source");
        var named = Directory.EnumerateFiles(features, "*.razor", SearchOption.AllDirectories)
            .SelectMany(file => Named().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().ToList();
        named.Count.ShouldBeGreaterThan(100);
        named.Where(name => !Chinese.ContainsKey(name)).ShouldBeEmpty();
    }

    private static Dictionary<string, string> Texts(CultureInfo culture) =>
        new ResourceManager(typeof(PageText)).GetResourceSet(culture, true, false)!.Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static string Placeholders(string text) => string.Join(' ', Placeholder().Matches(text).Select(match => match.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex("[A-Za-z]{3,}")]
    private static partial Regex Latin();

    [GeneratedRegex("""T\["([A-Za-z.]+)"[,\]]""")]
    private static partial Regex Named();
}
