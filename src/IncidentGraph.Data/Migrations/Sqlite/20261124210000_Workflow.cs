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
            migrationBuilder.AddColumn<string>(
                name: "postmortem_status",
                table: "incidents",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "unowned_follow_ups",
                table: "incidents",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "postmortems",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: false),
                    is_due_at_chosen = table.Column<bool>(type: "INTEGER", nullable: false),
                    summary = table.Column<string>(type: "TEXT", nullable: true),
                    customer_impact = table.Column<string>(type: "TEXT", nullable: true),
                    root_cause = table.Column<string>(type: "TEXT", nullable: true),
                    what_worked = table.Column<string>(type: "TEXT", nullable: false),
                    what_did_not_work = table.Column<string>(type: "TEXT", nullable: false),
                    where_we_got_lucky = table.Column<string>(type: "TEXT", nullable: false),
                    lessons = table.Column<string>(type: "TEXT", nullable: false),
                    fault_tree = table.Column<string>(type: "TEXT", nullable: false),
                    meeting_at = table.Column<long>(type: "INTEGER", nullable: true),
                    meeting_url = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: true),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    submitted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    submitted_by_id = table.Column<long>(type: "INTEGER", nullable: true),
                    approved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    published_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    part_count = table.Column<int>(type: "INTEGER", nullable: false),
                    published_sort = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_postmortems", x => x.id);
                    table.ForeignKey(
                        name: "FK_postmortems_actors_owner_id",
                        column: x => x.owner_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_postmortems_actors_submitted_by_id",
                        column: x => x.submitted_by_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_postmortems_incidents_id",
                        column: x => x.id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "follow_ups",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    postmortem_id = table.Column<long>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    priority = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    owner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    ticket_url = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: true),
                    reason = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    done_at = table.Column<long>(type: "INTEGER", nullable: true),
                    verified_at = table.Column<long>(type: "INTEGER", nullable: true),
                    due_sort = table.Column<long>(type: "INTEGER", nullable: false),
                    priority_rank = table.Column<int>(type: "INTEGER", nullable: false),
                    title_folded = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_follow_ups", x => x.id);
                    table.ForeignKey(
                        name: "FK_follow_ups_actors_owner_id",
                        column: x => x.owner_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_follow_ups_postmortems_postmortem_id",
                        column: x => x.postmortem_id,
                        principalTable: "postmortems",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "postmortem_participants",
                columns: table => new
                {
                    postmortem_id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_postmortem_participants", x => new { x.postmortem_id, x.user_id });
                    table.ForeignKey(
                        name: "FK_postmortem_participants_actors_user_id",
                        column: x => x.user_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_postmortem_participants_postmortems_postmortem_id",
                        column: x => x.postmortem_id,
                        principalTable: "postmortems",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "postmortem_timeline",
                columns: table => new
                {
                    postmortem_id = table.Column<long>(type: "INTEGER", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    annotation = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_postmortem_timeline", x => new { x.postmortem_id, x.position });
                    table.ForeignKey(
                        name: "FK_postmortem_timeline_events_position",
                        column: x => x.position,
                        principalTable: "events",
                        principalColumn: "position",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_postmortem_timeline_postmortems_postmortem_id",
                        column: x => x.postmortem_id,
                        principalTable: "postmortems",
                        principalColumn: "id");
                });

            migrationBuilder.InsertData(
                table: "counters",
                columns: new[] { "name", "value" },
                values: new object[] { "followup", 0L });

            migrationBuilder.CreateIndex(
                name: "IX_follow_ups_created_at_id",
                table: "follow_ups",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_follow_ups_due_sort_id",
                table: "follow_ups",
                columns: new[] { "due_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_follow_ups_owner_id_id",
                table: "follow_ups",
                columns: new[] { "owner_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_follow_ups_postmortem_id_id",
                table: "follow_ups",
                columns: new[] { "postmortem_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_follow_ups_priority_rank_id",
                table: "follow_ups",
                columns: new[] { "priority_rank", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_follow_ups_status_id",
                table: "follow_ups",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_postmortem_participants_postmortem_id_ordinal",
                table: "postmortem_participants",
                columns: new[] { "postmortem_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_postmortem_participants_user_id_postmortem_id",
                table: "postmortem_participants",
                columns: new[] { "user_id", "postmortem_id" });

            migrationBuilder.CreateIndex(
                name: "IX_postmortem_timeline_position",
                table: "postmortem_timeline",
                column: "position");

            migrationBuilder.CreateIndex(
                name: "IX_postmortems_due_at_id",
                table: "postmortems",
                columns: new[] { "due_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_postmortems_owner_id_id",
                table: "postmortems",
                columns: new[] { "owner_id", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_postmortems_published_sort_id",
                table: "postmortems",
                columns: new[] { "published_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_postmortems_started_at_id",
                table: "postmortems",
                columns: new[] { "started_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_postmortems_status_id",
                table: "postmortems",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_postmortems_submitted_by_id",
                table: "postmortems",
                column: "submitted_by_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "follow_ups");

            migrationBuilder.DropTable(
                name: "postmortem_participants");

            migrationBuilder.DropTable(
                name: "postmortem_timeline");

            migrationBuilder.DropTable(
                name: "postmortems");

            migrationBuilder.DeleteData(
                table: "counters",
                keyColumn: "name",
                keyValue: "followup");

            migrationBuilder.DropColumn(
                name: "postmortem_status",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "unowned_follow_ups",
                table: "incidents");
        }
    }
}
