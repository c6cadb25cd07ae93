using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentGraph.Data.Migrations.Sqlite
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
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    incident_id = table.Column<long>(type: "INTEGER", nullable: true),
                    happened_at = table.Column<long>(type: "INTEGER", nullable: false),
                    name_line = table.Column<string>(type: "TEXT", maxLength: 126, nullable: false),
                    title_line = table.Column<string>(type: "TEXT", nullable: false),
                    body_line = table.Column<string>(type: "TEXT", nullable: false)
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
