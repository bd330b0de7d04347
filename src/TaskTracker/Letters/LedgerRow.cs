namespace TaskTracker.Letters;

/// <summary>What stands above the ledger's rows.</summary>
/// <param name="About">The day, the number of rows, what the list was narrowed by.</param>
internal sealed record LedgerHead(string Title, string About);

/// <summary>One responsibility in the printed ledger (台账).</summary>
/// <param name="Person">责任人.</param>
/// <param name="Due">The day the next open milestone is due; of the last one where none is open.</param>
/// <param name="Progress">As last reported.</param>
/// <param name="Problems">存在问题, as last reported.</param>
/// <param name="ClosedOn">办结时间.</param>
internal sealed record LedgerRow(string Task, string Department, string Person, DateOnly? Due, string Progress, string Problems, string NextStep, string State, DateOnly? ClosedOn);
