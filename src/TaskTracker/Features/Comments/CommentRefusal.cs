namespace TaskTracker.Features.Comments;

internal enum CommentRefusal
{
    TextMissing, TextTooLong, NotInForce,

    /// <summary>There is no such responsibility or comment, or it is not the person's to comment on or withdraw.</summary>
    NotThere,
}
