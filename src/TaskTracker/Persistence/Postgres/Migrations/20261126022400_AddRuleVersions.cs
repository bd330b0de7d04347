using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskTracker.Persistence.Postgres.Migrations
{
    /// <inheritdoc />
    public partial class AddRuleVersions : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "RulesFaults",
                columns: table => new
                {
                    Fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Findings = table.Column<string>(type: "text", nullable: false),
                    FindingsInAll = table.Column<int>(type: "integer", nullable: false),
                    Folder = table.Column<string>(type: "text", nullable: false),
                    FoundAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    MendedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: true),
                    RunId = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RulesFaults", x => x.Fingerprint);
                    table.ForeignKey(
                        name: "FK_RulesFaults_Runs_RunId",
                        column: x => x.RunId,
                        principalTable: "Runs",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "RuleVersions",
                columns: table => new
                {
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Files = table.Column<string>(type: "text", nullable: false),
                    Fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Author = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false),
                    Reason = table.Column<string>(type: "character varying(500)", maxLength: 500, nullable: false),
                    PublishedAt = table.Column<DateTime>(type: "timestamp with time zone", nullable: false),
                    Origin = table.Column<string>(type: "character varying(32)", maxLength: 32, nullable: false),
                    ContentOf = table.Column<int>(type: "integer", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RuleVersions", x => x.Number);
                });

            migrationBuilder.CreateTable(
                name: "PublishedRules",
                columns: table => new
                {
                    VersionNumber = table.Column<int>(type: "integer", nullable: false),
                    Workflow = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Rule = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    RuleVersion = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PublishedRules", x => new { x.VersionNumber, x.Workflow, x.Rule });
                    table.ForeignKey(
                        name: "FK_PublishedRules_RuleVersions_VersionNumber",
                        column: x => x.VersionNumber,
                        principalTable: "RuleVersions",
                        principalColumn: "Number",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_PublishedRules_Workflow_Rule_RuleVersion",
                table: "PublishedRules",
                columns: new[] { "Workflow", "Rule", "RuleVersion" });

            migrationBuilder.CreateIndex(
                name: "IX_RulesFaults_MendedAt",
                table: "RulesFaults",
                column: "MendedAt");

            migrationBuilder.CreateIndex(
                name: "IX_RulesFaults_RunId",
                table: "RulesFaults",
                column: "RunId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "PublishedRules");

            migrationBuilder.DropTable(
                name: "RulesFaults");

            migrationBuilder.DropTable(
                name: "RuleVersions");
        }
    }
}
