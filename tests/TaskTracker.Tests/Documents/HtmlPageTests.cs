using System.Text;
using TaskTracker.Domain.Import;

namespace TaskTracker.Tests.Documents;

public sealed class HtmlPageTests
{
    private static SourceDocument Document(string body) => Shown.Document("page.html", Encoding.UTF8.GetBytes($"<!DOCTYPE html><html><body>{body}</body></html>"));

    private static string[] Read(string body) => Shown.LinesOf(Document(body));

    [Fact]
    public void Blocks_AndBreaks_AreLines_AndInlineElementsAreNot() => Read(
        "<div>一、<b>加强</b><span>建设</span><br>第二行</div><p>　　段落\n续写 abc\n def</p><ul><li>点</li></ul><dl><dt>词</dt><dd>义</dd></dl><font color=red>红<p>一段").ShouldBe(
        ["一、加强建设", "第二行", "段落续写 abc def", "点", "词", "义", "红", "一段"]);

    [Fact]
    public void Furniture_IsLeftOut() => Read(
        """
        <header>站头</header><nav>导航</nav><script>document.write('脚本')</script><style>p{}</style><!-- 注释 --><noscript>请开启</noscript>
        <form><input value="搜"><button>搜索</button></form><p hidden>藏</p><p style="Display : none">藏</p><div class="breadcrumb">位置</div><select><option>选</select>
        <p>正文很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长</p><del>删</del><aside>旁</aside><footer>站尾</footer><iframe>框</iframe>
        """).ShouldBe(["正文很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长很长"]);

    [Fact]
    public void Form_AroundTheWholePage_IsEntered() => Read("<form id=\"aspnetForm\"><p>甲县规划</p><p>一、总则</p></form>").ShouldBe(["甲县规划", "一、总则"]);

    [Fact]
    public void Main_WhereThePageMarksIt_IsAllThatIsRead() => Read("<p>外面</p><main><header><h1>标题</h1></header><p>里面的文字比外面多</p></main>").ShouldBe(["标题", "里面的文字比外面多"]);

    [Fact]
    public void Heading_HasItsDepth_AndABreakWithinDoesNotPartIt()
    {
        var document = Document("<h1>甲县<br>规划</h1><p>文</p><h3>（一）节</h3>");
        Shown.LinesOf(document).ShouldBe(["甲县规划", "文", "（一）节"]);
        document.Headings.Select(h => (h.Line, h.Depth)).ShouldBe([(1, 1), (3, 3)]);
    }

    [Fact]
    public void List_WhenOrdered_HasItsNumbersWrittenOut() => Read(
        "<ol><li>甲</li><li>乙<ol type=a><li>子</li></ol></li></ol><ol start=5><li>戊</li><li value=9>壬</li></ol><ol style=\"list-style-type:cjk-ideographic\"><li>一</li></ol><ol><li>（一）自带</li></ol><ol reversed><li>x</li><li>y</li></ol>")
        .ShouldBe(["1. 甲", "2. 乙", "a. 子", "5. 戊", "9. 壬", "一、一", "（一）自带", "2. x", "1. y"]);

    [Fact]
    public void Table_WithSpans_IsAGrid()
    {
        var document = Document(
            """
            <table><caption>表1</caption><thead><tr><th rowspan=2>序号</th><th colspan="2">分工</th></tr><tr><th>牵头</th><th>配合</th></tr></thead>
            <tr><td>1</td><td><p>甲局</p><p>乙局</p></td><td>丙<br>丁</td></tr><tr style="display:none"><td>藏</td></tr><tr><td rowspan=0>2</td><td colspan=99999>共</td></tr><tr><td>3</td></tr></table>
            """);
        Shown.Table(document).ShouldBe("(2x1)序号|(1x2)分工\n牵头|配合\n1|甲局/乙局|丙/丁\n(2x1)2|(1x2)共\n3|");
        Shown.LinesOf(document)[0].ShouldBe("表1");
    }

    [Fact]
    public void Table_ThatLaysOutThePage_IsFlattened()
    {
        var document = Document("<table><tr><td>左</td><td><h2>一、任务</h2><table><tr><td>1</td><td>甲</td></tr></table></td></tr></table><table><tr><td>只有一格</td></tr></table><table><tr><td>专栏1　工程</td></tr><tr><td>内容</td></tr></table>");
        Shown.LinesOf(document).ShouldBe(["左", "一、任务", "1", "甲", "只有一格", "专栏1　工程", "内容"]);
        document.Tables.Count.ShouldBe(2);
        Shown.Table(document).ShouldBe("1|甲");
    }

    [Theory]
    [InlineData("GB18030", "gb2312")]
    [InlineData("GB18030", "utf-8")]
    [InlineData("GB18030", "")]
    [InlineData("utf-8", "gb2312")]
    [InlineData("utf-8", "")]
    [InlineData("utf-16", "utf-16")]
    [InlineData("big5", "big5")]
    public void Encoding_IsFoundOutWhateverThePageSays(string written, string said)
    {
        Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);
        var encoding = Encoding.GetEncoding(written);
        const string text = "人民政府大力推動公共文化事業";
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes($"<html><head><meta charset=\"{said}\"></head><body><p>{text}</p></body></html>")];
        Shown.Lines("page.html", bytes).ShouldBe([text]);
    }

    [Fact]
    public void Entities_AreCharacters_AndAnglesInQuotesEndNoTag() => Read("<p title=\"a>b\">&ldquo;十四五&rdquo;&nbsp;&lt;规划&gt;</p>").ShouldBe(["“十四五” <规划>"]);
}
