using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace TaskTracker.Persistence.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddSupervisionPages : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "ReportCadence",
                table: "Tasks",
                type: "character varying(32)",
                maxLength: 32,
                nullable: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReportCadenceFrom",
                table: "Tasks",
                type: "date",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "Ranks",
                table: "Plans",
                type: "boolean",
                nullable: false,
                defaultValue: true);

            migrationBuilder.AddColumn<DateOnly>(
                name: "ReportCadenceFrom",
                table: "Plans",
                type: "date",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "Proposals",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    RunId = table.Column<int>(type: "integer", nullable: false),
                    Subject = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    PlanId = table.Column<int>(type: "integer", nullable: false),
                    TaskId = table.Column<int>(type: "integer", nullable: true),
                    ResponsibilityId = table.Column<int>(type: "integer", nullable: false),
                    MilestoneShareId = table.Column<int>(type: "integer", nullable: true),
                    Workflow = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Rule = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    RuleVersion = table.Column<string>(type: "text", nullable: false),
                    Sentence = table.Column<string>(type: "text", nullable: false),
                    Light = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: true),
                    Episode = table.Column<DateOnly>(type: "date", nullable: false),
                    To = table.Column<string[]>(type: "text[]", nullable: false),
                    Copy = table.Column<string[]>(type: "text[]", nullable: false),
                    DraftedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Explanation = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    DecidedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    DecidedBy = table.Column<string>(type: "text", nullable: false),
                    Number = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Signer = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Proposals", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Proposals_Plans_PlanId",
                        column: x => x.PlanId,
                        principalTable: "Plans",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Proposals_Responsibilities_ResponsibilityId",
                        column: x => x.ResponsibilityId,
                        principalTable: "Responsibilities",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_Proposals_Runs_RunId",
                        column: x => x.RunId,
                        principalTable: "Runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Visits",
                table: "AuditEntries",
                column: "Id",
                filter: "\"Kind\" = 'VisitRecorded'");

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_PlanId",
                table: "Proposals",
                column: "PlanId");

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_ResponsibilityId",
                table: "Proposals",
                column: "ResponsibilityId");

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_RunId",
                table: "Proposals",
                column: "RunId");

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_State",
                table: "Proposals",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_Proposals_Subject_Workflow_Rule_Episode",
                table: "Proposals",
                columns: new[] { "Subject", "Workflow", "Rule", "Episode" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Proposals");

            migrationBuilder.DropIndex(
                name: "IX_AuditEntries_Visits",
                table: "AuditEntries");

            migrationBuilder.DropColumn(
                name: "ReportCadence",
                table: "Tasks");

            migrationBuilder.DropColumn(
                name: "ReportCadenceFrom",
                table: "Tasks");

            migrationBuilder.DropColumn(
                name: "Ranks",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "ReportCadenceFrom",
                table: "Plans");
        }
    }
}
