using TaskTracker.Letters;

namespace TaskTracker.Features.Prints;

/// <summary>A 督办单. What is null is left blank for a pen.</summary>
/// <param name="Matter">督办事项.</param>
/// <param name="Basis">The plan and its task.</param>
/// <param name="Failing">What was to be done by when, one to a line.</param>
/// <param name="ReplyBy">The last day for the department's reply.</param>
internal sealed record OrderToPrint(string Issuer, string? Number, string Matter, string Basis, string Department, string Failing, string Requirement, DateOnly? ReplyBy, string? Signer, DateOnly? IssuedOn,
    IReadOnlyList<string> Copies);

/// <summary>交办—签收—反馈—审核—销号 on one form.</summary>
internal static class OrderLetter
{
    private const int Handwritten = 3;
    private static readonly PrintWords Words = PrintWords.Chinese;

    public static OfficialLetter Of(OrderToPrint order) => new()
    {
        Issuer = order.Issuer, Number = order.Number, Signer = order.Signer, Date = order.IssuedOn, IsCorrespondence = true, Title = Words["order.title"], Copies = order.Copies,
        Body =
        [
            new LetterTable([22, 78], [],
            [
                Row("order.matter", order.Matter),
                Row("order.basis", order.Basis),
                Row("order.department", order.Department),
                Row("order.state", order.Failing.Length == 0 ? Words["order.none"] : order.Failing),
                Row("order.requirement", order.Requirement, 2),
                Row("order.replyBy", Words.Day(order.ReplyBy)),
                Row("order.issuer", order.Signer ?? ""),
                Row("order.receipt", Words["order.receipt.text"]),
                Row("order.reply", "", Handwritten),
                Row("order.review", "", Handwritten - 1),
                Row("order.closing", "", Handwritten - 1),
            ]),
        ],
    };

    private static LetterTableRow Row(string label, string text, int lines = 1) => new([Words[label], text], lines);
}
