using System.Linq.Expressions;
using IncidentGraph.Domain.Incidents;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Filtering;
using IncidentGraph.Server.People;

namespace IncidentGraph.Server.Incidents;

/// <summary>A participant with the person, as one row to page over.</summary>
internal sealed class ParticipantRow
{
    public static readonly Expression<Func<ParticipantRow, UserView>> View = Path();

    public required Participant Place { get; init; }

    public required User User { get; init; }

    private static Expression<Func<ParticipantRow, UserView>> Path()
    {
        Expression<Func<ParticipantRow, User>> user = r => r.User;
        return Expression.Lambda<Func<ParticipantRow, UserView>>(Rebind.Body(UserView.From, user.Body), user.Parameters);
    }
}
