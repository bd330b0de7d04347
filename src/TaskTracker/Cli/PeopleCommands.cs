using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using TaskTracker.Access;
using TaskTracker.Domain.Organisation;
using TaskTracker.Features.Accounts;
using TaskTracker.Features.People;
using TaskTracker.Persistence;

namespace TaskTracker.Cli;

/// <summary>What must be possible before anybody can sign in, or when nobody can any more.</summary>
internal static class PeopleCommands
{
    public static Command Create()
    {
        var people = new Command("people", "The first administrator, a lost password.");
        people.Subcommands.Add(Admin());
        people.Subcommands.Add(Password());
        return people;
    }

    private static Command Admin()
    {
        var key = new Argument<string>("ID") { Description = "The person's id, which is also the name to sign in with: letters, digits, . - _ @." };
        var name = new Option<string?>("--name") { Description = "The person's name; needed where the ledger has no such person." };
        var email = new Option<string?>("--email") { Description = "The person's mail address; needed where the ledger has no such person." };
        var kind = new Option<string>("--kind") { Description = "security (accounts, posts, roles), system (settings, operations) or audit.", DefaultValueFactory = _ => "security" }.AcceptOnlyFromAmong("security", "system", "audit");
        var command = new Command("admin", "Make a person an administrator and print a one-time password.") { key, name, email, kind };
        command.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, today) =>
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
            var id = call.GetRequiredValue(key);
            var person = await db.People.FirstOrDefaultAsync(p => p.Key == id, cancel);
            if (person is null)
            {
                if (call.GetValue(name) is not { Length: > 0 } called || call.GetValue(email) is not { } address || !MailAddressSyntax.IsValid(address))
                {
                    await Console.Error.WriteLineAsync($"The ledger has no person \"{id}\"; give --name and a plain mail address as --email.");
                    return ExitCode.WrongInput;
                }

                db.People.Add(person = new Person { Key = id, Name = called, Email = address });
                await db.SaveChangesAsync(cancel);
            }

            var role = call.GetRequiredValue(kind) switch { "system" => Role.SystemAdministrator, "audit" => Role.AuditAdministrator, _ => Role.SecurityAdministrator };
            if (await scope.ServiceProvider.GetRequiredService<GrantRole>().HandleAsync(new(person.Id, role, null, null, today, null), "tasktracker people admin", cancel) is { } refusal and not GrantRefusal.AlreadyGranted)
            {
                await Console.Error.WriteLineAsync(refusal == GrantRefusal.OtherAdministration
                    ? $"\"{id}\" is another kind of administrator already, and Accounts:SeparateAdministrators keeps them apart (三员分立)." : $"Refused: {refusal}.");
                return ExitCode.WrongInput;
            }

            return await AccountAsync(scope.ServiceProvider, db, person, id, cancel);
        }, cancel));
        return command;
    }

    private static Command Password()
    {
        var key = new Argument<string>("ID") { Description = "The person's id." };
        var command = new Command("password", "Give a person an account, or their account a new one-time password, and print it.") { key };
        command.SetAction((call, cancel) => Common.WithLedgerAsync(call, async (services, _) =>
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<TrackerDb>();
            var id = call.GetRequiredValue(key);
            if (await db.People.FirstOrDefaultAsync(p => p.Key == id, cancel) is { } person)
            {
                return await AccountAsync(scope.ServiceProvider, db, person, id, cancel);
            }

            await Console.Error.WriteLineAsync($"The ledger has no person \"{id}\".");
            return ExitCode.WrongInput;
        }, cancel));
        return command;
    }

    private static async Task<int> AccountAsync(IServiceProvider services, TrackerDb db, Person person, string name, CancellationToken cancel)
    {
        var open = services.GetRequiredService<OpenAccount>();
        var signIn = await db.Accounts.Where(a => a.PersonId == person.Id).Select(a => a.Name).FirstOrDefaultAsync(cancel);
        var first = signIn is null ? await open.HandleAsync(person.Id, name, "tasktracker", cancel) : await open.ResetAsync(person.Id, "tasktracker");
        if (first.Password is null)
        {
            await Console.Error.WriteLineAsync($"\"{name}\" cannot be a name to sign in with: {first.Problem}.");
            return ExitCode.WrongInput;
        }

        await Console.Out.WriteLineAsync($"{person.Name}: sign in as {signIn ?? name} with {first.Password}; it must be changed at the first sign-in and is kept nowhere.");
        return ExitCode.Done;
    }
}
