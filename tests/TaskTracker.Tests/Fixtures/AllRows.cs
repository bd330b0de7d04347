using System.Globalization;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Persistence;

namespace TaskTracker.Tests.Fixtures;

/// <summary>A ledger row by row, to see whether anything changed.</summary>
internal static class AllRows
{
    /// <param name="except">Tables to leave out.</param>
    public static async Task<List<string>> OfAsync(Node node, params string[] except)
    {
        await using var db = node.Open();
        return await OfAsync(db, except);
    }

    /// <inheritdoc cref="OfAsync(Node, string[])"/>
    public static async Task<List<string>> OfAsync(TrackerDb db, params string[] except)
    {
        var connection = db.Database.GetDbConnection();
        await db.Database.OpenConnectionAsync();
        var rows = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct().Except(except))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var reader = await command.ExecuteReaderAsync();
            while (await reader.ReadAsync())
            {
                rows.Add($"{table}: {string.Join(" | ", Enumerable.Range(0, reader.FieldCount).Select(i => $"{reader.GetName(i)}={Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture)}"))}");
            }
        }

        return [.. rows.Order(StringComparer.Ordinal)];
    }
}
