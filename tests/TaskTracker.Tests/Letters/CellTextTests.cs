using TaskTracker.Letters;

namespace TaskTracker.Tests.Letters;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("\t=1", "'=1")]
    [InlineData("\r=1", "'=1")]
    [InlineData("\n\n =1", "'=1")]
    [InlineData("\u3000=1", "'\u3000=1")]
    [InlineData("\u200B=1", "'=1")]
    [InlineData("\0=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0")]
    [InlineData("＝1", "'＝1")]
    [InlineData("正文=1", "正文=1")]
    [InlineData("第一行\r\n第二行", "第一行\n第二行")]
    [InlineData("", "")]
    [InlineData(null, "")]
    public void Text_ThatCouldBeAFormula_IsMarkedAsText(string? text, string cell) => CellText.Of(text).ShouldBe(cell);

    [Theory]
    [InlineData("_x003D_1+1", "_x005F_x003D_1+1")]
    [InlineData("_x003d_x003D_", "_x005F_x003d_x005F_x003D_")]
    [InlineData("a_x_b", "a_x_b")]
    public void Escape_WhenTheTextLooksLikeOne_IsWrittenAsText(string text, string written) => CellText.Escaped(text).ShouldBe(written);

    [Fact]
    public void Text_LongerThanACell_IsCutWithoutHalfACharacterAndSaysSo()
    {
        var cell = CellText.Of(string.Concat(Enumerable.Repeat("𠀀", 20_000)));
        cell.Length.ShouldBeLessThanOrEqualTo(CellText.Longest);
        cell.ShouldEndWith("……（过长，未全部列出）");
        cell.EnumerateRunes().ShouldNotContain(System.Text.Rune.ReplacementChar);
    }

    [Fact]
    public void Text_OfExactlyACell_IsWhole() => CellText.Of(new string('字', CellText.Longest)).ShouldBe(new string('字', CellText.Longest));

    [Fact]
    public void Text_WithMoreBreaksThanACellMayHave_KeepsItsWords() =>
        CellText.Of(string.Join('\n', Enumerable.Range(1, 1000))).ShouldSatisfyAllConditions(c => c.Count(x => x == '\n').ShouldBe(253), c => c.ShouldEndWith("999 1000"));

    [Fact]
    public void Text_WhateverItIs_BeginsNoFormulaAndStandsInXml()
    {
        const string signs = "=+-@＝＋－＠'\t\r\n\0 \u3000\u200B\u202E\uFEFF\uFFFE\uFFFF\uD800\uDC00_x003D字a1<&";
        var random = new Random(25);
        for (var i = 0; i < 20_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(12)).Select(_ => signs[random.Next(signs.Length)])]);
            var cell = CellText.Of(text);
            System.Xml.XmlConvert.VerifyXmlChars(cell);
            "=+-@＝＋－＠".ShouldNotContain(cell.TrimStart().FirstOrDefault('x').ToString(), customMessage: text);
        }
    }
}
