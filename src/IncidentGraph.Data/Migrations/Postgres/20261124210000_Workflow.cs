using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentGraph.Data.Migrations.Postgres
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
                    type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    key = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    incident_id = table.Column<long>(type: "bigint", nullable: true),
                    happened_at = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", nullable: false),
                    name_line = table.Column<string>(type: "character varying(126)", maxLength: 126, nullable: false, collation: "C"),
                    title_line = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    body_line = table.Column<string>(type: "text", nullable: false, collation: "C")
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
