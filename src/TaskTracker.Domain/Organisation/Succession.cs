namespace TaskTracker.Domain.Organisation;

/// <summary>Who stands for a department that was renamed, merged or split.</summary>
public static class Succession
{
    /// <summary>All that took over from it, and from those in turn; empty while it is in force.</summary>
    public static IReadOnlyList<Department> HeirsOf(Department department, DateOnly day, IReadOnlyDictionary<int, Department> all)
    {
        var heirs = new List<Department>();
        var waiting = new Queue<Department>([department]);
        while (waiting.TryDequeue(out var next))
        {
            if (next.InForceOn(day))
            {
                continue;
            }

            foreach (var successor in next.Successors.Select(s => all.GetValueOrDefault(s.SuccessorId)).OfType<Department>().Where(d => d != department && !heirs.Contains(d)))
            {
                heirs.Add(successor);
                waiting.Enqueue(successor);
            }
        }

        return heirs;
    }
}
