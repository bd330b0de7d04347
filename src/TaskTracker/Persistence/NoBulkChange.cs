using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace TaskTracker.Persistence;

/// <summary>Refuses what would change by query, past <see cref="Touches"/>, something that the rules read.</summary>
internal sealed class NoBulkChange : IQueryExpressionInterceptor
{
    /// <summary>One for all contexts, or each would build its own services.</summary>
    public static readonly NoBulkChange Instance = new();

    public Expression QueryCompilationStarting(Expression queryExpression, QueryExpressionEventData eventData) =>
        queryExpression is MethodCallExpression { Method: { Name: nameof(EntityFrameworkQueryableExtensions.ExecuteUpdate) or nameof(EntityFrameworkQueryableExtensions.ExecuteDelete) } method }
            && Touches.WatchedTypes.Contains(method.GetGenericArguments()[0])
            ? throw new InvalidOperationException($"{method.Name} on {method.GetGenericArguments()[0].Name} would change what the rules read without a sweep hearing of it; change the entities and save them.")
            : queryExpression;
}
