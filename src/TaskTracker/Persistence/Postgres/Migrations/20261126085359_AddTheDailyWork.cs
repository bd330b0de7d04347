using System;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace TaskTracker.Persistence.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddTheDailyWork : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_Notices_PlanId",
                table: "Notices");

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
                name: "EndedApart",
                table: "Responsibilities",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "PlanId",
                table: "Responsibilities",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.Sql("""UPDATE "Responsibilities" SET "PlanId" = (SELECT t."PlanId" FROM "Tasks" t WHERE t."Id" = "Responsibilities"."TaskId")""");

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

            migrationBuilder.AddColumn<int>(
                name: "Version",
                table: "Indicators",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "ApiTokens",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    PersonId = table.Column<int>(type: "integer", nullable: false),
                    Name = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    SecretHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Scopes = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    CreatedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: false),
                    UsedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    EndedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiTokens", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ApiTokens_Accounts_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Accounts",
                        principalColumn: "PersonId",
                        onDelete: ReferentialAction.Cascade);
                });

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

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntries_Visits",
                table: "AuditEntries",
                column: "Id",
                filter: "\"Kind\" = 'VisitRecorded'");

            migrationBuilder.CreateIndex(
                name: "IX_ApiTokens_PersonId",
                table: "ApiTokens",
                column: "PersonId");

            migrationBuilder.CreateIndex(
                name: "IX_ApiTokens_SecretHash",
                table: "ApiTokens",
                column: "SecretHash",
                unique: true);

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
                name: "ApiTokens");

            migrationBuilder.DropTable(
                name: "Proposals");

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
                name: "EndedApart",
                table: "Responsibilities");

            migrationBuilder.DropColumn(
                name: "PlanId",
                table: "Responsibilities");

            migrationBuilder.DropColumn(
                name: "Ranks",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "ReportCadenceFrom",
                table: "Plans");

            migrationBuilder.DropColumn(
                name: "Version",
                table: "Indicators");

            migrationBuilder.CreateIndex(
                name: "IX_Notices_PlanId",
                table: "Notices",
                column: "PlanId");
        }
    }
}
