using System.CommandLine;
using System.Globalization;
using System.Text;
using TaskTracker.Domain.Notices;
using TaskTracker.Features.Parts;
using TaskTracker.Features.Responsibilities;
using TaskTracker.Words;

namespace TaskTracker.Cli;

/// <summary>Prints every rule asked about one responsibility on a day: conditions, values, verdicts, and what came of it.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var named = new Argument<string>("RESPONSIBILITY") { Description = "Its id, with which the address of its page ends; or PLAN/TASK/DEPARTMENT." };
        var day = Common.Day("--as-of", "The day to explain, past or to come, e.g. 2024-11-20; by default today.");
        var language = new Option<string>("--lang") { Description = "zh or en.", DefaultValueFactory = _ => "zh" };
        language.AcceptOnlyFromAmong("zh", "en");
        var command = new Command("explain", "Say why a responsibility has its light on a day, which rules hold and which do not, and when that changes if nobody acts. Changes nothing.") { named, day, language };
        command.SetAction((call, cancel) => Common.LookAtLedgerAsync(call, async services =>
        {
            await using var scope = services.CreateAsyncScope();
            var (id, problem) = await scope.ServiceProvider.GetRequiredService<FindResponsibility>().HandleAsync(call.GetRequiredValue(named), cancel);
            if (id is null)
            {
                await Console.Error.WriteLineAsync(problem);
                return ExitCode.WrongInput;
            }

            var words = call.GetValue(language) == "en" ? LedgerWords.English : LedgerWords.Chinese;
            var on = call.GetValue(day) ?? services.GetRequiredService<HouseClock>().Today;
            await Console.Out.WriteAsync(Text(await scope.ServiceProvider.GetRequiredService<ExplainResponsibility>().HandleAsync(id.Value, on, words, cancel), words));
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    private static string Text(ExplainedResponsibility model, LedgerWords words)
    {
        var text = new StringBuilder();
        text.AppendLine(words.Format("explain.head", model.Id, model.Plan, model.Number, model.Task, model.Department));
        if (model.Answer is not { } answer)
        {
            return text.AppendLine(words.Format(model.IsWatched ? "explain.notInForce" : "explain.notWatched", Day(model.On))).ToString();
        }

        text.AppendLine(words.Format("explain.light", Day(model.On), words.Of(answer.Light)));
        if (answer.Next is { } light)
        {
            text.AppendLine(words.Format("explain.nextLight", On(light.On), words.Of(light.Light), light.Sentence ?? words["explain.noRule"]));
        }

        text.AppendLine(model.Changes is { } changes ? words.Format("explain.changes", On(changes)) : words["explain.neverChanges"]);
        if (model.On > model.Today)
        {
            text.AppendLine(words.Format("explain.toCome", Day(model.Today)));
        }

        text.AppendLine().AppendLine(words.Format("explain.holding", answer.Holding.Count));
        foreach (var (why, outcome) in answer.Holding.Zip(model.Outcomes))
        {
            // What a higher rule does next is told there.
            Append(outcome == NoticeOutcome.HigherLevelHolds ? why with { Next = null } : why, words.Of(outcome));
        }

        text.AppendLine().AppendLine(words.Format("explain.others", answer.Others.Count));
        foreach (var why in answer.Others)
        {
            Append(why, null);
        }

        return text.ToString();

        void Append(Why why, string? outcome)
        {
            var consequences = new[] { why.Light is { } gives ? words.Of(gives) : null, why.Level is { } level ? words[$"level.{level}"] : null }.OfType<string>();
            text.AppendLine(words.Format("explain.rule", Sign(outcome is not null), why.Sentence, string.Join(words["list.comma"], consequences), why.Rule, why.Version));
            Line("explain.about", why.About);
            Line("explain.kept", why.IsKept ? why.Version : null);
            AppendConditions(why.Conditions, 4);
            Line("explain.outcome", outcome);
            Line("explain.turns", why.Turns is { } turns ? On(turns) : words["explain.never"]);
            Line("explain.next", why.Next is { } next ? $"{On(next.On)} {words[$"level.{next.Level}"]} {next.Sentence}" : null);
            Line("explain.stops", why.Stops);
        }

        void AppendConditions(IReadOnlyList<Condition> conditions, int indent)
        {
            foreach (var condition in conditions)
            {
                text.Append(' ', indent).Append(Sign(condition.Holds)).Append(' ').Append(condition.Text)
                    .AppendLine(condition.Values.Length == 0 ? "" : words.Format("explain.values", condition.Values));
                AppendConditions(condition.Parts, indent + 4);
            }
        }

        void Line(string key, string? value)
        {
            if (value is not null)
            {
                text.Append(' ', 4).AppendLine(words.Format(key, value));
            }
        }

        string On(DateOnly on) => model.Guessed(on) ? words.Format("explain.guessed", Day(on)) : Day(on);
    }

    private static string Sign(bool? holds) => holds switch { true => "✓", false => "✗", null => "–" };

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
