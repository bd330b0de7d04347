namespace TaskTracker.Features.Layout;

/// <summary>Marks a page that brings one of our script modules; all others may run none.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RunsScriptAttribute : Attribute;
