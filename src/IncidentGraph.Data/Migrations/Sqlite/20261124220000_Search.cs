using IncidentGraph.Data.Providers;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace IncidentGraph.Data.Migrations.Sqlite;

/// <summary>
/// The full text over search_documents. Words are cut and folded already: the tokenizer only has to part them, and of
/// their places nothing is asked. Triggers keep it in step, in the transaction of each change.
/// </summary>
[DbContext(typeof(SqliteIncidentDbContext))]
[Migration("20261124220000_Search")]
public sealed class Search : Migration
{
    private const string Delete =
        "INSERT INTO search_index (search_index, rowid, title_line, body_line) VALUES ('delete', old.id, old.title_line, old.body_line);";

    private const string Insert =
        "INSERT INTO search_index (rowid, title_line, body_line) VALUES (new.id, new.title_line, new.body_line);";

    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            CREATE VIRTUAL TABLE search_index USING fts5 (
                title_line, body_line, content = 'search_documents', content_rowid = 'id', tokenize = 'ascii', detail = 'none', prefix = '2 3 4');
            """);
        migrationBuilder.Sql("INSERT INTO search_index (search_index) VALUES ('rebuild');");
        migrationBuilder.Sql($"CREATE TRIGGER search_documents_inserted AFTER INSERT ON search_documents BEGIN {Insert} END;");
        migrationBuilder.Sql($"CREATE TRIGGER search_documents_deleted AFTER DELETE ON search_documents BEGIN {Delete} END;");
        migrationBuilder.Sql($"CREATE TRIGGER search_documents_updated AFTER UPDATE ON search_documents BEGIN {Delete} {Insert} END;");
    }

    protected override void Down(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("DROP TRIGGER search_documents_updated;");
        migrationBuilder.Sql("DROP TRIGGER search_documents_deleted;");
        migrationBuilder.Sql("DROP TRIGGER search_documents_inserted;");
        migrationBuilder.Sql("DROP TABLE search_index;");
    }
}
