using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentGraph.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class BySeverity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_incidents_severity_level",
                table: "incidents");

            migrationBuilder.CreateIndex(
                name: "IX_incidents_severity_level_id",
                table: "incidents",
                columns: new[] { "severity_level", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_incidents_severity_level_id",
                table: "incidents");

            migrationBuilder.CreateIndex(
                name: "IX_incidents_severity_level",
                table: "incidents",
                column: "severity_level");
        }
    }
}
