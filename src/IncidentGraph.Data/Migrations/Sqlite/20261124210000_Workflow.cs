using System;
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
            migrationBuilder.AddColumn<int>(
                name: "factor_count",
                table: "incidents",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "open_required_tasks",
                table: "incidents",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "postmortem_status",
                table: "incidents",
                type: "TEXT",
                maxLength: 40,
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "task_count",
                table: "incidents",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "unowned_follow_ups",
                table: "incidents",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<int>(
                name: "why_count",
                table: "incidents",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            // Together with its constraint: added on its own, the constraint would have the whole table rebuilt, outside of one transaction.
            migrationBuilder.Sql("""
                ALTER TABLE incident_updates ADD COLUMN corrects_id TEXT NULL
                    CONSTRAINT FK_incident_updates_incident_updates_corrects_id REFERENCES incident_updates (id) ON DELETE RESTRICT;
                """);

            migrationBuilder.CreateTable(
                name: "api_keys",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "TEXT", maxLength: 2000, nullable: true),
                    prefix = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    secret_hash = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    scopes = table.Column<string>(type: "TEXT", nullable: false),
                    created_at = table.Column<long>(type: "INTEGER", nullable: false),
                    created_by_id = table.Column<long>(type: "INTEGER", nullable: false),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_at = table.Column<long>(type: "INTEGER", nullable: true),
                    revoked_by_id = table.Column<long>(type: "INTEGER", nullable: true),
                    last_used_at = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    name_folded = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_api_keys", x => x.id);
                    table.ForeignKey(
                        name: "FK_api_keys_actors_created_by_id",
                        column: x => x.created_by_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_api_keys_actors_id",
                        column: x => x.id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_api_keys_actors_revoked_by_id",
                        column: x => x.revoked_by_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "contributing_factors",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    incident_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    category = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: false),
                    service_id = table.Column<long>(type: "INTEGER", nullable: true),
                    links = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_by_id = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_contributing_factors", x => x.id);
                    table.ForeignKey(
                        name: "FK_contributing_factors_actors_recorded_by_id",
                        column: x => x.recorded_by_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_contributing_factors_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_contributing_factors_services_service_id",
                        column: x => x.service_id,
                        principalTable: "services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "incident_relations",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    incident_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    target_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    linked_by_id = table.Column<long>(type: "INTEGER", nullable: false),
                    linked_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incident_relations", x => x.id);
                    table.ForeignKey(
                        name: "FK_incident_relations_actors_linked_by_id",
                        column: x => x.linked_by_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_incident_relations_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_incident_relations_incidents_target_id",
                        column: x => x.target_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

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

            migrationBuilder.CreateTable(
                name: "tasks",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    incident_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    is_required = table.Column<bool>(type: "INTEGER", nullable: false),
                    assignee_id = table.Column<long>(type: "INTEGER", nullable: true),
                    due_at = table.Column<long>(type: "INTEGER", nullable: true),
                    result = table.Column<string>(type: "TEXT", nullable: true),
                    completed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    completed_by_id = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_tasks", x => x.id);
                    table.ForeignKey(
                        name: "FK_tasks_actors_assignee_id",
                        column: x => x.assignee_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_tasks_actors_completed_by_id",
                        column: x => x.completed_by_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_tasks_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "whys",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    incident_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    parent_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    answer = table.Column<string>(type: "TEXT", nullable: false),
                    evidence = table.Column<string>(type: "TEXT", nullable: false),
                    recorded_by_id = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_whys", x => x.id);
                    table.ForeignKey(
                        name: "FK_whys_actors_recorded_by_id",
                        column: x => x.recorded_by_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_whys_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_whys_whys_parent_id",
                        column: x => x.parent_id,
                        principalTable: "whys",
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
                    pending_due = table.Column<long>(type: "INTEGER", nullable: false),
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
                name: "IX_incident_updates_corrects_id",
                table: "incident_updates",
                column: "corrects_id");

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_created_at_id",
                table: "api_keys",
                columns: new[] { "created_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_created_by_id",
                table: "api_keys",
                column: "created_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_name_id",
                table: "api_keys",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_prefix",
                table: "api_keys",
                column: "prefix",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_api_keys_revoked_by_id",
                table: "api_keys",
                column: "revoked_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_contributing_factors_incident_id_ordinal",
                table: "contributing_factors",
                columns: new[] { "incident_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_contributing_factors_recorded_by_id",
                table: "contributing_factors",
                column: "recorded_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_contributing_factors_service_id",
                table: "contributing_factors",
                column: "service_id");

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
                name: "IX_follow_ups_pending_due_id",
                table: "follow_ups",
                columns: new[] { "pending_due", "id" });

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
                name: "IX_incident_relations_incident_id_target_id_kind",
                table: "incident_relations",
                columns: new[] { "incident_id", "target_id", "kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_incident_relations_linked_by_id",
                table: "incident_relations",
                column: "linked_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_incident_relations_target_id_kind",
                table: "incident_relations",
                columns: new[] { "target_id", "kind" });

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

            migrationBuilder.CreateIndex(
                name: "IX_search_documents_incident_id",
                table: "search_documents",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_assignee_id_status",
                table: "tasks",
                columns: new[] { "assignee_id", "status" });

            migrationBuilder.CreateIndex(
                name: "IX_tasks_completed_by_id",
                table: "tasks",
                column: "completed_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_tasks_incident_id_ordinal",
                table: "tasks",
                columns: new[] { "incident_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_whys_incident_id_ordinal",
                table: "whys",
                columns: new[] { "incident_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_whys_parent_id",
                table: "whys",
                column: "parent_id");

            migrationBuilder.CreateIndex(
                name: "IX_whys_recorded_by_id",
                table: "whys",
                column: "recorded_by_id");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_incident_updates_incident_updates_corrects_id",
                table: "incident_updates");

            migrationBuilder.DropTable(
                name: "api_keys");

            migrationBuilder.DropTable(
                name: "contributing_factors");

            migrationBuilder.DropTable(
                name: "follow_ups");

            migrationBuilder.DropTable(
                name: "incident_relations");

            migrationBuilder.DropTable(
                name: "postmortem_participants");

            migrationBuilder.DropTable(
                name: "postmortem_timeline");

            migrationBuilder.DropTable(
                name: "search_documents");

            migrationBuilder.DropTable(
                name: "tasks");

            migrationBuilder.DropTable(
                name: "whys");

            migrationBuilder.DropTable(
                name: "postmortems");

            migrationBuilder.DropIndex(
                name: "IX_incident_updates_corrects_id",
                table: "incident_updates");

            migrationBuilder.DeleteData(
                table: "counters",
                keyColumn: "name",
                keyValue: "followup");

            migrationBuilder.DropColumn(
                name: "factor_count",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "open_required_tasks",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "postmortem_status",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "task_count",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "unowned_follow_ups",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "why_count",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "corrects_id",
                table: "incident_updates");
        }
    }
}
