using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentGraph.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class OpenBySeverity : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_incidents_is_open_severity_sort_id",
                table: "incidents",
                columns: new[] { "is_open", "severity_sort", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_incidents_is_open_severity_sort_id",
                table: "incidents");
        }
    }
}
