using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentGraph.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class StreamTickets : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "stream_tickets",
                columns: table => new
                {
                    secret_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    seal_key = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false),
                    issuer = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    subject = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    issued_at = table.Column<long>(type: "INTEGER", nullable: true),
                    key_prefix = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    ends_at = table.Column<long>(type: "INTEGER", nullable: false),
                    opens_until = table.Column<long>(type: "INTEGER", nullable: false),
                    operation_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_stream_tickets", x => x.secret_hash);
                });

            migrationBuilder.CreateIndex(
                name: "IX_stream_tickets_expires_at",
                table: "stream_tickets",
                column: "expires_at");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "stream_tickets");
        }
    }
}
