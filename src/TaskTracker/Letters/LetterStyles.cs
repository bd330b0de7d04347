using DocumentFormat.OpenXml.Wordprocessing;

namespace TaskTracker.Letters;

/// <summary>The document's defaults: 3号仿宋 in lines of 28.95 points; which typeface stands in for one that is missing; pages printed on both sides.</summary>
internal static class LetterStyles
{
    public static Styles Sheet() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(
                new RunFonts { Ascii = LetterFont.Body.Name, HighAnsi = LetterFont.Body.Name, EastAsia = LetterFont.Body.Name, ComplexScript = LetterFont.Body.Name },
                new Spacing { Val = LetterPage.Closer }, new FontSize { Val = "32" }, new Languages { Val = "zh-CN", EastAsia = "zh-CN" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(
                new WidowControl { Val = false }, new AutoSpaceDE { Val = false }, new AutoSpaceDN { Val = false }, new SpacingBetweenLines { Before = "0", After = "0", Line = $"{LetterPage.Line}", LineRule = LineSpacingRuleValues.Exact }))),
        // The grid is declared, and kept by widths and fixed lines, not by snapping to it: programs differ in how they snap.
        new Style(new StyleName { Val = "Normal" }, new PrimaryStyle(), new StyleParagraphProperties(new SnapToGrid { Val = false }), new StyleRunProperties(new FontSize { Val = "32" })) { Type = StyleValues.Paragraph, Default = true, StyleId = "Normal" });

    public static Fonts Fonts() => new(LetterFont.All.Select(font => new Font(new AltName { Val = font.Instead }, new FontFamily { Val = FontFamilyValues.Auto }) { Name = font.Name }));

    public static Settings Settings() => new(
        new EvenAndOddHeaders(), new CharacterSpacingControl { Val = CharacterSpacingValues.CompressPunctuation },
        new Compatibility(new CompatibilitySetting { Name = CompatSettingNameValues.CompatibilityMode, Uri = "http://schemas.microsoft.com/office/word", Val = "15" }));
}
