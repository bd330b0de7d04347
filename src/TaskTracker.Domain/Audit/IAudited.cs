namespace TaskTracker.Domain.Audit;

/// <summary>A row of the ledger whose every change is an event in a chain of its own.</summary>
public interface IAudited
{
    /// <summary>The chain's name (<see cref="AuditSubject"/>), known once the row has its id.</summary>
    string Chain { get; }

    /// <summary>What happened since it was last saved. Saving writes it into the chain and empties this.</summary>
    List<AuditRecord> Unwritten { get; }
}
