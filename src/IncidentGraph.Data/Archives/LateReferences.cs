using Microsoft.EntityFrameworkCore.Metadata;

namespace IncidentGraph.Data.Archives;

/// <param name="KeyColumn">Which of the file's columns is the key.</param>
/// <param name="Key">The row that refers.</param>
/// <param name="Column">The column that refers.</param>
/// <param name="Target">The row that it refers to.</param>
internal sealed record LateReference(int KeyColumn, object Key, int Column, object Target);

/// <summary>
/// References within one table, to rows that may come later: they are left out at first. While keys ascend, one to a smaller key
/// is to a row that is there, so that few have to be remembered.
/// </summary>
internal sealed class LateReferences
{
    private readonly int _key = -1;
    private readonly List<int> _columns = [];
    private readonly List<LateReference> _found = [];
    private IComparable? _last;
    private bool _ascends = true;

    /// <param name="table">Whose rows are written.</param>
    /// <param name="ordinals">Where the file has its columns.</param>
    public LateReferences(ITable table, IReadOnlyDictionary<string, int> ordinals)
    {
        foreach (var reference in table.ForeignKeyConstraints.Where(key => key.PrincipalTable == table))
        {
            _columns.Add(ordinals[reference.Columns.Single().Name]);
            _key = ordinals[reference.PrincipalColumns.Single().Name];
        }
    }

    public IReadOnlyList<LateReference> Found => _found;

    public void TakeOut(object?[] row)
    {
        if (_columns.Count == 0 || row[_key] is not IComparable key)
            return;

        _ascends &= _last is null || _last.CompareTo(key) < 0;
        _last = key;
        foreach (var column in _columns)
        {
            if (row[column] is not { } target || (_ascends && key.CompareTo(target) >= 0))
                continue;

            _found.Add(new(_key, key, column, target));
            row[column] = null;
        }
    }
}
