using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskTracker.Persistence.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class AddIndicatorVersion : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Indicators",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "Version",
                table: "Indicators");
        }
    }
}
