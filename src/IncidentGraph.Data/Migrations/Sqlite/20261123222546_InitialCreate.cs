using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace IncidentGraph.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class InitialCreate : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "actors",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    display_name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    actor_type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    display_name_folded = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    handle = table.Column<string>(type: "TEXT", maxLength: 63, nullable: true),
                    email = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true),
                    avatar_url = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: true),
                    is_active = table.Column<bool>(type: "INTEGER", nullable: true),
                    issuer = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    subject = table.Column<string>(type: "TEXT", maxLength: 255, nullable: true),
                    created_at = table.Column<long>(type: "INTEGER", nullable: true),
                    email_folded = table.Column<string>(type: "TEXT", maxLength: 254, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_actors", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "counters",
                columns: table => new
                {
                    name = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    value = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_counters", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "idempotency",
                columns: table => new
                {
                    scope = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 255, nullable: false),
                    input_hash = table.Column<string>(type: "TEXT", maxLength: 128, nullable: false),
                    objects = table.Column<string>(type: "TEXT", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: true),
                    expires_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_idempotency", x => new { x.scope, x.key });
                });

            migrationBuilder.CreateTable(
                name: "incident_facts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    incident_id = table.Column<long>(type: "INTEGER", nullable: false),
                    number = table.Column<int>(type: "INTEGER", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_test = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_private = table.Column<bool>(type: "INTEGER", nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    severity_level = table.Column<int>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incident_facts", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "log_head",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_log_head", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "log_identity",
                columns: table => new
                {
                    id = table.Column<int>(type: "INTEGER", nullable: false),
                    epoch = table.Column<byte[]>(type: "BLOB", maxLength: 8, nullable: false),
                    hmac_key = table.Column<byte[]>(type: "BLOB", maxLength: 32, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_log_identity", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "severities",
                columns: table => new
                {
                    level = table.Column<int>(type: "INTEGER", nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: false),
                    acknowledge_within = table.Column<long>(type: "INTEGER", nullable: true),
                    update_every = table.Column<long>(type: "INTEGER", nullable: true),
                    mitigate_within = table.Column<long>(type: "INTEGER", nullable: true),
                    resolve_within = table.Column<long>(type: "INTEGER", nullable: true),
                    postmortem_within = table.Column<long>(type: "INTEGER", nullable: true),
                    required_roles = table.Column<string>(type: "TEXT", nullable: false),
                    requires_postmortem = table.Column<bool>(type: "INTEGER", nullable: false),
                    resolved_by = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    name_folded = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_severities", x => x.level);
                });

            migrationBuilder.CreateTable(
                name: "teams",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 63, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    name_folded = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_teams", x => x.id);
                });

            migrationBuilder.CreateTable(
                name: "incidents",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    title = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    summary = table.Column<string>(type: "TEXT", nullable: true),
                    type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    source = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    is_open = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_private = table.Column<bool>(type: "INTEGER", nullable: false),
                    is_test = table.Column<bool>(type: "INTEGER", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    severity_level = table.Column<int>(type: "INTEGER", nullable: true),
                    impact = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    urgency = table.Column<string>(type: "TEXT", maxLength: 40, nullable: true),
                    symptoms = table.Column<string>(type: "TEXT", nullable: false),
                    error_messages = table.Column<string>(type: "TEXT", nullable: false),
                    customer_impact = table.Column<string>(type: "TEXT", nullable: true),
                    war_room_url = table.Column<string>(type: "TEXT", maxLength: 2048, nullable: true),
                    channels = table.Column<string>(type: "TEXT", nullable: false),
                    reporter_id = table.Column<long>(type: "INTEGER", nullable: false),
                    commander_id = table.Column<long>(type: "INTEGER", nullable: true),
                    merged_into_id = table.Column<long>(type: "INTEGER", nullable: true),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    detected_at = table.Column<long>(type: "INTEGER", nullable: false),
                    declared_at = table.Column<long>(type: "INTEGER", nullable: false),
                    acknowledged_at = table.Column<long>(type: "INTEGER", nullable: true),
                    accepted_at = table.Column<long>(type: "INTEGER", nullable: true),
                    declined_at = table.Column<long>(type: "INTEGER", nullable: true),
                    identified_at = table.Column<long>(type: "INTEGER", nullable: true),
                    mitigated_at = table.Column<long>(type: "INTEGER", nullable: true),
                    resolved_at = table.Column<long>(type: "INTEGER", nullable: true),
                    closed_at = table.Column<long>(type: "INTEGER", nullable: true),
                    merged_at = table.Column<long>(type: "INTEGER", nullable: true),
                    canceled_at = table.Column<long>(type: "INTEGER", nullable: true),
                    reopened_at = table.Column<long>(type: "INTEGER", nullable: true),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    part_count = table.Column<int>(type: "INTEGER", nullable: false),
                    facts_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    resolved_sort = table.Column<long>(type: "INTEGER", nullable: false),
                    severity_sort = table.Column<int>(type: "INTEGER", nullable: false),
                    status_rank = table.Column<int>(type: "INTEGER", nullable: false),
                    summary_folded = table.Column<string>(type: "TEXT", nullable: true),
                    title_folded = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incidents", x => x.id);
                    table.ForeignKey(
                        name: "FK_incidents_actors_commander_id",
                        column: x => x.commander_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_incidents_actors_reporter_id",
                        column: x => x.reporter_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_incidents_incident_facts_facts_id",
                        column: x => x.facts_id,
                        principalTable: "incident_facts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_incidents_incidents_merged_into_id",
                        column: x => x.merged_into_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_incidents_severities_severity_level",
                        column: x => x.severity_level,
                        principalTable: "severities",
                        principalColumn: "level",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "services",
                columns: table => new
                {
                    id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 63, nullable: false),
                    name = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true),
                    tier = table.Column<int>(type: "INTEGER", nullable: false),
                    lifecycle = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    is_external = table.Column<bool>(type: "INTEGER", nullable: false),
                    owner_id = table.Column<long>(type: "INTEGER", nullable: true),
                    links = table.Column<string>(type: "TEXT", nullable: false),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    registered_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    retired_at = table.Column<long>(type: "INTEGER", nullable: true),
                    name_folded = table.Column<string>(type: "TEXT", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_services", x => x.id);
                    table.ForeignKey(
                        name: "FK_services_teams_owner_id",
                        column: x => x.owner_id,
                        principalTable: "teams",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "team_members",
                columns: table => new
                {
                    team_id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_team_members", x => new { x.team_id, x.user_id });
                    table.ForeignKey(
                        name: "FK_team_members_actors_user_id",
                        column: x => x.user_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_team_members_teams_team_id",
                        column: x => x.team_id,
                        principalTable: "teams",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "incident_updates",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    incident_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    audience = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    status = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    body = table.Column<string>(type: "TEXT", nullable: false),
                    author_id = table.Column<long>(type: "INTEGER", nullable: false),
                    posted_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incident_updates", x => x.id);
                    table.ForeignKey(
                        name: "FK_incident_updates_actors_author_id",
                        column: x => x.author_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_incident_updates_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "participants",
                columns: table => new
                {
                    incident_id = table.Column<long>(type: "INTEGER", nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    added_at = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_participants", x => new { x.incident_id, x.user_id });
                    table.ForeignKey(
                        name: "FK_participants_actors_user_id",
                        column: x => x.user_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_participants_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "role_assignments",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    incident_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    role = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    user_id = table.Column<long>(type: "INTEGER", nullable: false),
                    assigned_by_id = table.Column<long>(type: "INTEGER", nullable: false),
                    assigned_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    handover_note = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_assignments", x => x.id);
                    table.ForeignKey(
                        name: "FK_role_assignments_actors_assigned_by_id",
                        column: x => x.assigned_by_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_role_assignments_actors_user_id",
                        column: x => x.user_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_role_assignments_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "dependencies",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service_id = table.Column<long>(type: "INTEGER", nullable: false),
                    depends_on_id = table.Column<long>(type: "INTEGER", nullable: false),
                    kind = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    critical = table.Column<bool>(type: "INTEGER", nullable: false),
                    description = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_dependencies", x => x.id);
                    table.ForeignKey(
                        name: "FK_dependencies_services_depends_on_id",
                        column: x => x.depends_on_id,
                        principalTable: "services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_dependencies_services_service_id",
                        column: x => x.service_id,
                        principalTable: "services",
                        principalColumn: "id");
                });

            migrationBuilder.CreateTable(
                name: "events",
                columns: table => new
                {
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    type = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    occurred_at = table.Column<long>(type: "INTEGER", nullable: false),
                    recorded_at = table.Column<long>(type: "INTEGER", nullable: false),
                    actor_id = table.Column<long>(type: "INTEGER", nullable: false),
                    audience = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    incident_id = table.Column<long>(type: "INTEGER", nullable: true),
                    service_id = table.Column<long>(type: "INTEGER", nullable: true),
                    version = table.Column<int>(type: "INTEGER", nullable: false),
                    command_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    is_imported = table.Column<bool>(type: "INTEGER", nullable: false),
                    summary = table.Column<string>(type: "TEXT", maxLength: 500, nullable: false),
                    before_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    after_id = table.Column<Guid>(type: "TEXT", nullable: true),
                    service_key = table.Column<string>(type: "TEXT", maxLength: 63, nullable: true),
                    service_tier = table.Column<int>(type: "INTEGER", nullable: true),
                    service_owner_key = table.Column<string>(type: "TEXT", maxLength: 63, nullable: true),
                    payload = table.Column<string>(type: "TEXT", nullable: false),
                    trace_id = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    payload_version = table.Column<int>(type: "INTEGER", nullable: false, defaultValue: 1)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_events", x => x.position);
                    table.ForeignKey(
                        name: "FK_events_actors_actor_id",
                        column: x => x.actor_id,
                        principalTable: "actors",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_events_incident_facts_after_id",
                        column: x => x.after_id,
                        principalTable: "incident_facts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_events_incident_facts_before_id",
                        column: x => x.before_id,
                        principalTable: "incident_facts",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_events_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_events_services_service_id",
                        column: x => x.service_id,
                        principalTable: "services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_facts",
                columns: table => new
                {
                    facts_id = table.Column<Guid>(type: "TEXT", nullable: false),
                    service_id = table.Column<long>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 63, nullable: false),
                    tier = table.Column<int>(type: "INTEGER", nullable: false),
                    owner_key = table.Column<string>(type: "TEXT", maxLength: 63, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_facts", x => new { x.facts_id, x.service_id });
                    table.ForeignKey(
                        name: "FK_service_facts_incident_facts_facts_id",
                        column: x => x.facts_id,
                        principalTable: "incident_facts",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_service_facts_services_service_id",
                        column: x => x.service_id,
                        principalTable: "services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_impacts",
                columns: table => new
                {
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    incident_id = table.Column<long>(type: "INTEGER", nullable: false),
                    ordinal = table.Column<int>(type: "INTEGER", nullable: false),
                    service_id = table.Column<long>(type: "INTEGER", nullable: false),
                    level = table.Column<string>(type: "TEXT", maxLength: 40, nullable: false),
                    started_at = table.Column<long>(type: "INTEGER", nullable: false),
                    ended_at = table.Column<long>(type: "INTEGER", nullable: true),
                    note = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_impacts", x => x.id);
                    table.ForeignKey(
                        name: "FK_service_impacts_incidents_incident_id",
                        column: x => x.incident_id,
                        principalTable: "incidents",
                        principalColumn: "id");
                    table.ForeignKey(
                        name: "FK_service_impacts_services_service_id",
                        column: x => x.service_id,
                        principalTable: "services",
                        principalColumn: "id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "service_tags",
                columns: table => new
                {
                    service_id = table.Column<long>(type: "INTEGER", nullable: false),
                    tag = table.Column<string>(type: "TEXT", maxLength: 50, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_tags", x => new { x.service_id, x.tag });
                    table.ForeignKey(
                        name: "FK_service_tags_services_service_id",
                        column: x => x.service_id,
                        principalTable: "services",
                        principalColumn: "id");
                });

            migrationBuilder.InsertData(
                table: "actors",
                columns: new[] { "id", "actor_type", "display_name", "display_name_folded", "kind", "version" },
                values: new object[] { 1L, "Automation", "IncidentGraph", "incidentgraph", "System", 1 });

            migrationBuilder.InsertData(
                table: "counters",
                columns: new[] { "name", "value" },
                values: new object[,]
                {
                    { "actor", 1L },
                    { "incident", 0L },
                    { "service", 0L },
                    { "team", 0L }
                });

            migrationBuilder.InsertData(
                table: "log_head",
                columns: new[] { "id", "position" },
                values: new object[] { 1, 0L });

            migrationBuilder.CreateIndex(
                name: "IX_actors_display_name_id",
                table: "actors",
                columns: new[] { "display_name", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_actors_email_folded",
                table: "actors",
                column: "email_folded");

            migrationBuilder.CreateIndex(
                name: "IX_actors_handle",
                table: "actors",
                column: "handle",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_actors_handle_id",
                table: "actors",
                columns: new[] { "handle", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_actors_issuer_subject",
                table: "actors",
                columns: new[] { "issuer", "subject" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_dependencies_depends_on_id_service_id",
                table: "dependencies",
                columns: new[] { "depends_on_id", "service_id" });

            migrationBuilder.CreateIndex(
                name: "IX_dependencies_service_id_depends_on_id",
                table: "dependencies",
                columns: new[] { "service_id", "depends_on_id" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_events_actor_id",
                table: "events",
                column: "actor_id");

            migrationBuilder.CreateIndex(
                name: "IX_events_after_id",
                table: "events",
                column: "after_id");

            migrationBuilder.CreateIndex(
                name: "IX_events_before_id",
                table: "events",
                column: "before_id");

            migrationBuilder.CreateIndex(
                name: "IX_events_command_id",
                table: "events",
                column: "command_id");

            migrationBuilder.CreateIndex(
                name: "IX_events_id",
                table: "events",
                column: "id",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_events_incident_id_occurred_at_position",
                table: "events",
                columns: new[] { "incident_id", "occurred_at", "position" });

            migrationBuilder.CreateIndex(
                name: "IX_events_recorded_at_position",
                table: "events",
                columns: new[] { "recorded_at", "position" });

            migrationBuilder.CreateIndex(
                name: "IX_events_service_id_position",
                table: "events",
                columns: new[] { "service_id", "position" });

            migrationBuilder.CreateIndex(
                name: "IX_events_type_position",
                table: "events",
                columns: new[] { "type", "position" });

            migrationBuilder.CreateIndex(
                name: "IX_idempotency_expires_at",
                table: "idempotency",
                column: "expires_at");

            migrationBuilder.CreateIndex(
                name: "IX_incident_facts_incident_id",
                table: "incident_facts",
                column: "incident_id");

            migrationBuilder.CreateIndex(
                name: "IX_incident_updates_author_id",
                table: "incident_updates",
                column: "author_id");

            migrationBuilder.CreateIndex(
                name: "IX_incident_updates_incident_id_ordinal",
                table: "incident_updates",
                columns: new[] { "incident_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_incidents_commander_id",
                table: "incidents",
                column: "commander_id");

            migrationBuilder.CreateIndex(
                name: "IX_incidents_declared_at_id",
                table: "incidents",
                columns: new[] { "declared_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_facts_id",
                table: "incidents",
                column: "facts_id");

            migrationBuilder.CreateIndex(
                name: "IX_incidents_is_open_id",
                table: "incidents",
                columns: new[] { "is_open", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_merged_into_id",
                table: "incidents",
                column: "merged_into_id");

            migrationBuilder.CreateIndex(
                name: "IX_incidents_occurred_at_id",
                table: "incidents",
                columns: new[] { "occurred_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_reporter_id",
                table: "incidents",
                column: "reporter_id");

            migrationBuilder.CreateIndex(
                name: "IX_incidents_resolved_sort_id",
                table: "incidents",
                columns: new[] { "resolved_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_severity_level",
                table: "incidents",
                column: "severity_level");

            migrationBuilder.CreateIndex(
                name: "IX_incidents_severity_sort_id",
                table: "incidents",
                columns: new[] { "severity_sort", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_status_id",
                table: "incidents",
                columns: new[] { "status", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_status_rank_id",
                table: "incidents",
                columns: new[] { "status_rank", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_title_id",
                table: "incidents",
                columns: new[] { "title", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_updated_at_id",
                table: "incidents",
                columns: new[] { "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_participants_incident_id_ordinal",
                table: "participants",
                columns: new[] { "incident_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_participants_user_id_incident_id",
                table: "participants",
                columns: new[] { "user_id", "incident_id" });

            migrationBuilder.CreateIndex(
                name: "IX_role_assignments_assigned_by_id",
                table: "role_assignments",
                column: "assigned_by_id");

            migrationBuilder.CreateIndex(
                name: "IX_role_assignments_incident_id_ordinal",
                table: "role_assignments",
                columns: new[] { "incident_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_role_assignments_user_id_ended_at",
                table: "role_assignments",
                columns: new[] { "user_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "IX_service_facts_service_id",
                table: "service_facts",
                column: "service_id");

            migrationBuilder.CreateIndex(
                name: "IX_service_impacts_incident_id_ordinal",
                table: "service_impacts",
                columns: new[] { "incident_id", "ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_service_impacts_service_id_ended_at",
                table: "service_impacts",
                columns: new[] { "service_id", "ended_at" });

            migrationBuilder.CreateIndex(
                name: "IX_service_tags_tag_service_id",
                table: "service_tags",
                columns: new[] { "tag", "service_id" });

            migrationBuilder.CreateIndex(
                name: "IX_services_key",
                table: "services",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_services_key_id",
                table: "services",
                columns: new[] { "key", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_services_name_id",
                table: "services",
                columns: new[] { "name", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_services_owner_id",
                table: "services",
                column: "owner_id");

            migrationBuilder.CreateIndex(
                name: "IX_services_tier_id",
                table: "services",
                columns: new[] { "tier", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_services_updated_at_id",
                table: "services",
                columns: new[] { "updated_at", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_severities_name_level",
                table: "severities",
                columns: new[] { "name", "level" });

            migrationBuilder.CreateIndex(
                name: "IX_team_members_user_id_team_id",
                table: "team_members",
                columns: new[] { "user_id", "team_id" });

            migrationBuilder.CreateIndex(
                name: "IX_teams_key",
                table: "teams",
                column: "key",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_teams_key_id",
                table: "teams",
                columns: new[] { "key", "id" });

            migrationBuilder.CreateIndex(
                name: "IX_teams_name_id",
                table: "teams",
                columns: new[] { "name", "id" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "counters");

            migrationBuilder.DropTable(
                name: "dependencies");

            migrationBuilder.DropTable(
                name: "events");

            migrationBuilder.DropTable(
                name: "idempotency");

            migrationBuilder.DropTable(
                name: "incident_updates");

            migrationBuilder.DropTable(
                name: "log_head");

            migrationBuilder.DropTable(
                name: "log_identity");

            migrationBuilder.DropTable(
                name: "participants");

            migrationBuilder.DropTable(
                name: "role_assignments");

            migrationBuilder.DropTable(
                name: "service_facts");

            migrationBuilder.DropTable(
                name: "service_impacts");

            migrationBuilder.DropTable(
                name: "service_tags");

            migrationBuilder.DropTable(
                name: "team_members");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "services");

            migrationBuilder.DropTable(
                name: "actors");

            migrationBuilder.DropTable(
                name: "incident_facts");

            migrationBuilder.DropTable(
                name: "severities");

            migrationBuilder.DropTable(
                name: "teams");
        }
    }
}
