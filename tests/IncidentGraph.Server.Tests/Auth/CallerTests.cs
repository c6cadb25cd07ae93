using System.Security.Claims;
using IncidentGraph.Data;
using IncidentGraph.Data.Commits;
using IncidentGraph.Domain;
using IncidentGraph.Domain.Events;
using IncidentGraph.Domain.People;
using IncidentGraph.Server.Auth;
using IncidentGraph.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Decision = IncidentGraph.Data.Commits.Decision;

namespace IncidentGraph.Server.Tests.Auth;

public sealed class CallerTests
{
    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task The_first_sight_of_a_token_joins_a_user_with_one_event_and_the_second_finds_it(DatabaseProvider provider)
    {
        await using var people = await PeopleAsync(provider);

        var first = await people.ResolveAsync(Principal("s-1", ("name", "Ada Okafor"), ("preferred_username", "Ada"), ("roles", "publisher")));
        var second = await people.ResolveAsync(Principal("s-1", ("name", "Renamed"), ("roles", "admin")));

        Assert.Equal((UserRole.Publisher, UserRole.Admin), (first.Role, second.Role));
        Assert.Equal(first.ActorId, second.ActorId);
        Assert.Equal("Ada Okafor", second.DisplayName);
        var joined = Assert.Single(await people.EventsAsync());
        Assert.Equal((EventType.UserJoined, first.ActorId), (joined.Type, joined.ActorId));
        Assert.Equal("ada", (await people.UserAsync(first.ActorId)).Handle);
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Many_first_requests_at_once_make_one_user_and_one_event(DatabaseProvider provider)
    {
        await using var people = await PeopleAsync(provider);

        var callers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => people.ResolveAsync(Principal("s-1", ("name", "Ada"))))));

        Assert.Single(callers.Select(caller => caller.ActorId).Distinct());
        Assert.Single(await people.EventsAsync());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Equal_names_get_numbered_handles_even_when_they_join_at_once(DatabaseProvider provider)
    {
        await using var people = await PeopleAsync(provider);

        await Task.WhenAll(Enumerable.Range(1, 3).Select(n => Task.Run(() => people.ResolveAsync(Principal($"s-{n}", ("name", "Ada"))))));

        Assert.Equal(["ada", "ada-2", "ada-3"], (await people.UsersAsync()).Select(user => user.Handle).Order(StringComparer.Ordinal));
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task An_invited_user_is_claimed_once_by_the_verified_address_whatever_its_case(DatabaseProvider provider)
    {
        await using var people = await PeopleAsync(provider);
        var invited = await people.InviteAsync("ravi", "Ravi Patel", "Ravi.Patel@xyz.example");

        var unverified = await people.ResolveAsync(Principal("s-0", ("email", "ravi.patel@xyz.example")));
        var claimed = await people.ResolveAsync(Principal("s-1", ("email", "ravi.patel@XYZ.example"), ("email_verified", "true")));
        var late = await people.ResolveAsync(Principal("s-2", ("email", "ravi.patel@xyz.example"), ("email_verified", "true")));

        Assert.Equal(invited, claimed.ActorId);
        Assert.Equal("Ravi Patel", claimed.DisplayName);
        Assert.Equal(3, new[] { unverified.ActorId, claimed.ActorId, late.ActorId }.Distinct().Count());
    }

    [SkippableTheory]
    [ClassData(typeof(Databases))]
    public async Task Two_who_claim_one_invitation_at_once_become_two_users(DatabaseProvider provider)
    {
        await using var people = await PeopleAsync(provider);
        var invited = await people.InviteAsync("ravi", "Ravi Patel", "ravi@xyz.example");

        var callers = await Task.WhenAll(Enumerable.Range(1, 2).Select(n =>
            Task.Run(() => people.ResolveAsync(Principal($"s-{n}", ("email", "ravi@xyz.example"), ("email_verified", "true"))))));

        Assert.Equal(2, callers.Select(caller => caller.ActorId).Distinct().Count());
        Assert.Single(callers, caller => caller.ActorId == invited);
    }

    [Fact]
    public async Task Nobody_is_anonymous_and_a_token_that_names_nobody_is_refused()
    {
        await using var people = await PeopleAsync(DatabaseProvider.Sqlite);

        Assert.IsType<CallerResult.Anonymous>(await people.Resolver.ResolveAsync(new ClaimsPrincipal(new ClaimsIdentity()), default));
        var nameless = new ClaimsPrincipal(new ClaimsIdentity([new Claim("iss", "https://id.example")], "test"));
        Assert.Contains("sub", Assert.IsType<CallerResult.Refused>(await people.Resolver.ResolveAsync(nameless, default)).Reason);
        var endless = await people.Resolver.ResolveAsync(Principal(new string('x', 300)), default);
        Assert.IsType<CallerResult.Refused>(endless);
        Assert.Empty(await people.UsersAsync());
    }

    [Fact]
    public async Task What_a_provider_says_in_a_form_that_does_not_fit_is_no_reason_to_refuse_somebody()
    {
        await using var people = await PeopleAsync(DatabaseProvider.Sqlite);

        var caller = await people.ResolveAsync(Principal(
            "s-1", ("name", new string('n', 300)), ("preferred_username", "日本"), ("email", "a\0b@xyz.example"), ("email_verified", "true"),
            ("picture", "javascript:alert(1)")));

        var user = await people.UserAsync(caller.ActorId);
        Assert.Equal(100, user.DisplayName.Length);
        Assert.Equal((null, null), (user.Email, user.AvatarUrl));
    }

    [Fact]
    public async Task Teams_come_with_the_caller_and_changes_show_when_told_or_after_a_while()
    {
        await using var people = await PeopleAsync(DatabaseProvider.Sqlite);
        var ada = Principal("s-1", ("name", "Ada"));
        var caller = await people.ResolveAsync(ada);
        Assert.Empty(caller.TeamIds);

        var payments = await people.DefineTeamAsync("payments", caller.ActorId);
        Assert.Empty((await people.ResolveAsync(ada)).TeamIds);
        people.Clock.Advance(TimeSpan.FromSeconds(16));
        Assert.Equal([payments], (await people.ResolveAsync(ada)).TeamIds);

        var checkout = await people.DefineTeamAsync("checkout", caller.ActorId);
        people.Resolver.Forget();
        Assert.Equal([payments, checkout], (await people.ResolveAsync(ada)).TeamIds.Order());
    }

    [Fact]
    public async Task A_user_who_is_no_longer_active_is_refused()
    {
        await using var people = await PeopleAsync(DatabaseProvider.Sqlite);
        var caller = await people.ResolveAsync(Principal("s-1", ("name", "Ada")));

        await using (var db = await people.ContextAsync())
            await db.Users.Where(user => user.Id == caller.ActorId).ExecuteUpdateAsync(set => set.SetProperty(user => user.IsActive, false));
        people.Resolver.Forget();

        var refused = Assert.IsType<CallerResult.Refused>(await people.Resolver.ResolveAsync(Principal("s-1", ("name", "Ada")), default));
        Assert.Contains("no longer active", refused.Reason);
    }

    private static ClaimsPrincipal Principal(string subject, params (string Type, string Value)[] claims) =>
        new(new ClaimsIdentity(
            [new Claim("iss", "https://id.xyz.example"), new Claim("sub", subject), .. claims.Select(claim => new Claim(claim.Type, claim.Value))],
            "test"));

    private static async Task<People> PeopleAsync(DatabaseProvider provider) => new(await TestDatabase.CreateAsync(provider));

    /// <summary>The program's own services over a database of the test's own.</summary>
    private sealed class People : IAsyncDisposable
    {
        private readonly TestDatabase _database;
        private readonly WebApplication _app;

        public People(TestDatabase database)
        {
            _database = database;
            var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
            builder.Configuration.Sources.Clear();
            builder.Configuration.AddInMemoryCollection(TestTokens.Settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)));
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton<TimeProvider>(Clock).AddIncidentData(database.Options);
            builder.AddIncidentAuth();
            _app = builder.Build();
        }

        public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));

        public CallerResolver Resolver => _app.Services.GetRequiredService<CallerResolver>();

        public async Task<Caller> ResolveAsync(ClaimsPrincipal principal) =>
            Assert.IsType<CallerResult.Known>(await Resolver.ResolveAsync(principal, CancellationToken.None)).Caller;

        public Task<IncidentDbContext> ContextAsync() =>
            _app.Services.GetRequiredService<IDbContextFactory<IncidentDbContext>>().CreateDbContextAsync();

        public async Task<List<User>> UsersAsync()
        {
            await using var db = await ContextAsync();
            return await db.Users.AsNoTracking().ToListAsync();
        }

        public async Task<User> UserAsync(long id) => (await UsersAsync()).Single(user => user.Id == id);

        public async Task<List<DomainEvent>> EventsAsync()
        {
            await using var db = await ContextAsync();
            return await db.Events.AsNoTracking().ToListAsync();
        }

        public Task<long> InviteAsync(string handle, string name, string email) => RunAsync(async (work, ct) =>
        {
            var id = await work.NextAsync(Counter.Actor, ct);
            work.Db.Users.Add(User.Invite(work.Act, id, new InviteUser { Handle = handle, DisplayName = name, Email = email }).Value!);
            return id;
        });

        public Task<long> DefineTeamAsync(string key, long memberId) => RunAsync(async (work, ct) =>
        {
            var id = await work.NextAsync(Counter.Team, ct);
            var member = (await work.UserAsync(memberId, ct))!;
            var team = Team.Define(work.Act, id, new DefineTeam { Key = key, Name = key, Members = new([member]) }, existing: null).Value!;
            work.Db.Teams.Add(team);
            return id;
        });

        public async ValueTask DisposeAsync()
        {
            await _app.DisposeAsync();
            await _database.DisposeAsync();
        }

        private async Task<long> RunAsync(Func<Work, CancellationToken, Task<long>> change)
        {
            var changed = 0L;
            var result = await _app.Services.GetRequiredService<Commit>().RunAsync(
                new Command
                {
                    By = Caller.System,
                    Decide = async (work, ct) =>
                    {
                        changed = await change(work, ct);
                        return Decision.Accepted(EntityRef.Of("Any", changed));
                    },
                },
                CancellationToken.None);
            Assert.True(result.IsAccepted);
            return changed;
        }
    }
}
