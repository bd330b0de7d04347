using System.Text;

namespace TaskTracker.Tests.Documents;

public sealed class MarkdownTextTests
{
    [Fact]
    public void Markdown_IsReadWithHeadingsLinesNumbersAndTables()
    {
        var document = Shown.Document("plan.md", Encoding.UTF8.GetBytes(
            """
            # 甲县规划

            第一行
            第二行**加粗**

            ## 一、任务
            3. 丙
            5. 戊

            另：

            1. 甲
            1. 乙

            | 序号 | 任务 | 单位 |
            |---|---|---|
            | 1 | 建设 | 甲局 |
            | 2 | 管理<br>维护 |  |

            <table><tr><td>内</td><td>嵌</td></tr></table>
            """));
        Shown.LinesOf(document)[..9].ShouldBe(["甲县规划", "第一行", "第二行加粗", "一、任务", "3. 丙", "5. 戊", "另：", "1. 甲", "2. 乙"]);
        document.Headings.Select(h => (h.Line, h.Depth)).ShouldBe([(1, 1), (4, 2)]);
        Shown.Table(document).ShouldBe("序号|任务|单位\n1|建设|甲局\n2|管理/维护|");
        Shown.Table(document, 1).ShouldBe("内|嵌");
    }
}
