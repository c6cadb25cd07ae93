using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentGraph.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ExternalIds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "external_ids",
                columns: table => new
                {
                    source = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    scope = table.Column<string>(type: "character varying(100)", maxLength: 100, nullable: false, collation: "C"),
                    kind = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false, collation: "C"),
                    object_type = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: false, collation: "C"),
                    object_id = table.Column<long>(type: "bigint", nullable: false),
                    fingerprint = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_external_ids", x => new { x.source, x.scope, x.kind, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_external_ids_object_type_object_id",
                table: "external_ids",
                columns: new[] { "object_type", "object_id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "external_ids");
        }
    }
}
