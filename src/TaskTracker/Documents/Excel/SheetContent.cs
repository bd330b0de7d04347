namespace TaskTracker.Documents.Excel;

/// <summary>A sheet's visible cells, and how much of it was not visible.</summary>
/// <param name="WithoutValue">Formulas whose result the file does not hold.</param>
internal sealed record SheetContent(TableGrid Grid, int HiddenRows, int HiddenColumns, int WithoutValue)
{
    public bool HasHidden => HiddenRows + HiddenColumns > 0;

    public void Tell(string sheet, DocumentWriter writer)
    {
        if (HasHidden)
        {
            var what = string.Join("、", new[] { (HiddenRows, "行"), (HiddenColumns, "列") }.Where(h => h.Item1 > 0).Select(h => $"{h.Item1}{h.Item2}"));
            writer.Finding("hidden-cells", $"工作表“{sheet}”中有{what}被隐藏或筛选掉，未读入。如需读入，请取消隐藏和筛选后重新导入。");
        }

        if (WithoutValue > 0)
        {
            writer.Finding("formula-without-value", $"工作表“{sheet}”中有{WithoutValue}个公式没有保存计算结果，按空白处理。请在 Excel 中打开并保存后重新导入。");
        }
    }
}
