using TaskTracker.Rules.Json;

namespace TaskTracker.Rules.Expressions;

/// <summary>The text of an expression inside its JSON file; findings name the place in the file.</summary>
internal sealed class ExpressionSource(JsonAt at, Findings findings)
{
    public string Text => at.Text;

    public void Refuse(int index, string code, string message)
    {
        var (line, column) = at.PositionInText(index);
        findings.Add(line, column, code, message);
    }
}
