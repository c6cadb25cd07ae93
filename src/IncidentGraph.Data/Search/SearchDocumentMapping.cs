using IncidentGraph.Data.Mapping;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Incidents;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace IncidentGraph.Data.Search;

/// <summary>What the databases' own full text hangs on: a virtual table with triggers on SQLite, a generated column on PostgreSQL.</summary>
internal sealed class SearchDocumentMapping : IEntityTypeConfiguration<SearchDocument>
{
    public void Configure(EntityTypeBuilder<SearchDocument> builder)
    {
        builder.ToTable("search_documents");
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.Key).HasMaxLength(TextLength.SearchKey);
        builder.Property(d => d.NameLine).HasMaxLength(TextRules.Key * 2);
        builder.HasOne<Incident>().WithMany().HasForeignKey(d => d.IncidentId);
    }
}
