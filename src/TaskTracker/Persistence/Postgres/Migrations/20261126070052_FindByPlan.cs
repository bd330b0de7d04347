using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskTracker.Persistence.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class FindByPlan : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notices_PlanId",
                table: "Notices");

            migrationBuilder.AddColumn<int>(
                name: "PlanId",
                table: "Responsibilities",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql("""UPDATE "Responsibilities" SET "PlanId" = (SELECT t."PlanId" FROM "Tasks" t WHERE t."Id" = "Responsibilities"."TaskId")""");

            migrationBuilder.CreateIndex(
                name: "IX_Signals_MilestoneShareId",
                table: "Signals",
                column: "MilestoneShareId");

            migrationBuilder.CreateIndex(
                name: "IX_Responsibilities_PlanId",
                table: "Responsibilities",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_Plans_Region",
                table: "Plans",
                column: "Region");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_IssuedOn",
                table: "Notices",
                column: "IssuedOn");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_PlanId_IssuedOn",
                table: "Notices",
                columns: new[] { "PlanId", "IssuedOn" });

            migrationBuilder.CreateIndex(
                name: "IX_Mails_State_SentAt",
                table: "Mails",
                columns: new[] { "State", "SentAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Signals_MilestoneShareId",
                table: "Signals");

            migrationBuilder.DropIndex(
                name: "IX_Responsibilities_PlanId",
                table: "Responsibilities");

            migrationBuilder.DropIndex(
                name: "IX_Plans_Region",
                table: "Plans");

            migrationBuilder.DropIndex(
                name: "IX_Notices_IssuedOn",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Notices_PlanId_IssuedOn",
                table: "Notices");

            migrationBuilder.DropIndex(
                name: "IX_Mails_State_SentAt",
                table: "Mails");

            migrationBuilder.DropColumn(
                name: "PlanId",
                table: "Responsibilities");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_PlanId",
                table: "Notices",
                column: "PlanId");
        }
    }
}
