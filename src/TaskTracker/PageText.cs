namespace TaskTracker;

/// <summary>Names the resource files with the texts of the pages: <c>Resources/PageText.resx</c> (Chinese) and <c>PageText.en.resx</c>.</summary>
public sealed class PageText;
