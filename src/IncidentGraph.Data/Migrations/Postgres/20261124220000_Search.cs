using IncidentGraph.Data.Providers;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IncidentGraph.Data.Migrations.Postgres;

/// <summary>
/// The full text over search_documents. Words are cut and folded already, so no parser and no dictionary of the database
/// comes between: each is a lexeme as it is.
/// </summary>
[DbContext(typeof(PostgresIncidentDbContext))]
[Migration("20261124220000_Search")]
public sealed class Search : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            ALTER TABLE search_documents ADD COLUMN words tsvector GENERATED ALWAYS AS
                (array_to_tsvector(array_remove(string_to_array(title_line || body_line, '|'), ''))) STORED;
            """);
        migrationBuilder.Sql("CREATE INDEX ix_search_documents_words ON search_documents USING gin (words);");
    }

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("ALTER TABLE search_documents DROP COLUMN words;");
}
