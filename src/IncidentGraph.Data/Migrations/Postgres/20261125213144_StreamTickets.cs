using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace IncidentGraph.Data.Migrations.Postgres
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
                    secret_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false, collation: "C"),
                    seal_key = table.Column<byte[]>(type: "bytea", maxLength: 32, nullable: false),
                    issuer = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true, collation: "C"),
                    subject = table.Column<string>(type: "character varying(255)", maxLength: 255, nullable: true, collation: "C"),
                    role = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    issued_at = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", nullable: true),
                    key_prefix = table.Column<string>(type: "character varying(40)", maxLength: 40, nullable: true, collation: "C"),
                    ends_at = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", nullable: false),
                    opens_until = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", nullable: false),
                    operation_hash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true, collation: "C"),
                    expires_at = table.Column<DateTimeOffset>(type: "timestamp(3) with time zone", nullable: false)
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
