using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentGraph.Data.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Workflow : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "search_documents",
                columns: table => new
                {
                    id = table.Column<long>(type: "bigint", nullable: false),
                    type = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    key = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    incident_id = table.Column<long>(type: "bigint", nullable: true),
                    happened_at = table.Column<DateTimeOffset>(type: "datetimeoffset(3)", nullable: false),
                    name_line = table.Column<string>(type: "nvarchar(126)", maxLength: 126, nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    title_line = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2_UTF8"),
                    body_line = table.Column<string>(type: "nvarchar(max)", nullable: false, collation: "Latin1_General_100_BIN2_UTF8")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_search_documents", x => x.id);
                    table.ForeignKey(
                        name: "FK_search_documents_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_search_documents_incident_id",
                table: "search_documents",
                column: "incident_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "search_documents");
        }
    }
}
