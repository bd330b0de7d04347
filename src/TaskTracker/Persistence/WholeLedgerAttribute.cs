namespace TaskTracker.Persistence;

/// <summary>
/// Asks for a context that is not narrowed to the person at work: for handlers that decide or change, whose outcome must not depend on what
/// the person sees. They ask <see cref="Access.CurrentPerson"/> for the right before. Within a scope it is one and the same.
/// </summary>
internal sealed class WholeLedgerAttribute() : FromKeyedServicesAttribute(Name)
{
    public const string Name = "whole";
}
