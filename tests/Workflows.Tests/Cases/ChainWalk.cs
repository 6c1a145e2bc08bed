using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Domain;
using Domain.Calendar;
using Domain.Engine;
using Domain.Organizations;
using Workflows.Cases;
using Workflows.Engine;
using Workflows.Tests.Engine;

namespace Workflows.Tests.Cases;

/// <summary>
/// One case of a shipped chain, driven by numbers through everything that people may do with it, with a shell in memory that only follows
/// the engine's effects, and <see cref="PlainChain"/> beside it.
/// </summary>
internal sealed partial class ChainWalk
{
    private static readonly ProcessDefinitionVersion Version = new("walk", 1, "walk", "<xml/>", "hash", Run.Noon, "test");

    private readonly ProcessDefinition _definition;
    private readonly IChain? _chain;
    private readonly WorkingCalendar _calendar;
    private readonly ProcessInstance _instance = new(Version, "walk:1", siteId: 1, Run.Noon);
    private readonly Dictionary<long, WorkItem> _items = [];
    private readonly List<HistoryStep> _history = [];
    private readonly IReadOnlyList<(string Name, ImmutableArray<ProcessValue> Values)> _facts;
    private ProcessState _state = ProcessState.Initial;
    private PlainChain _model;
    private PlainChain? _before;
    private DateTimeOffset _now = Run.Noon;

    public ChainWalk(ProcessDefinition definition, IChain? chain, WorkingCalendar calendar)
    {
        (_definition, _chain, _calendar, _model) = (definition, chain, calendar, new PlainChain(definition));
        _facts = [.. FactsOf(definition)];
    }

    /// <summary>How often each operation was done.</summary>
    public Dictionary<string, int> Done { get; } = new(StringComparer.Ordinal);

    public void Go(int[] picks)
    {
        Move(new Start { Variables = Facts(picks[0]) }, model => model.Start());
        Serve(picks[0]);
        foreach (var pick in picks)
        {
            if (_state.HasEnded) break;
            _now += TimeSpan.FromMinutes(pick % 500);
            Operate(pick);
            Serve(pick);
            Compare();
        }

        EngineJson.Write(History.Replay(_definition, _history)).ShouldBe(EngineJson.Write(_state));
    }

    private void Operate(int pick)
    {
        var (what, which) = (pick % 10, pick / 10);
        switch (what)
        {
            case 0 when Pick(Returns(), which) is { From: { } } back:
                GiveBack(back.From, back.Target, which);
                break;
            case 1:
                TakeBack();
                break;
            case 2 when Pick([.. _items.Values.Where(i => i.Kind == WorkItemKind.Task)], which) is { } item:
                Transfer(item, which);
                break;
            case 3 when Pick([.. _items.Values], which) is { } item:
                Urge(item);
                break;
            case 4:
                Stale(which);
                break;
            case 5:
                // Many at once, each by itself.
                foreach (var token in Tasks().Select(t => t.Id).ToList()) Complete(token, which);
                break;
            default:
                Proceed(which);
                break;
        }
    }

    /// <summary>Whatever goes on by itself or by its holder.</summary>
    private void Proceed(int pick)
    {
        List<Action> options = [.. Tasks().Select(t => (Action)(() => Complete(t.Id, pick / 7)))];
        foreach (var token in _state.Tokens)
        {
            if (_definition.Node(token.Node) is CallActivity)
                options.Add(() => Move(new CaseEnded(token.Id, "over") { Variables = Facts(pick) }, m => m.Leave(token.Node, "over")));
            if (_definition.Node(token.Node) is MessageCatch wait && _state.Tokens.First(t => _definition.Node(t.Node) is MessageCatch m && m.Message == wait.Message) == token)
                options.Add(() => Move(new Deliver(wait.Message), m => m.Leave(token.Node, outcome: null)));
        }

        options.AddRange(_state.Timers.Select(timer => (Action)(() => Move(new FireTimer(timer.Id), m => m.Fire(timer.Node)))));
        if (options.Count > 0) options[pick % options.Count]();
    }

    private void Complete(long id, int pick)
    {
        if (_state.Find(id) is not { } token || _definition.Node(token.Node) is not UserTask task) return;
        var outcome = task.Work.Outcomes.IsEmpty ? null : task.Work.Outcomes[pick % task.Work.Outcomes.Length];
        // Not whom it was transferred away from: the person alone, where there is one.
        var item = _items[id];
        var holder = Person(item, item.AssigneeId ?? 1);
        item.IsOf(holder).ShouldBeTrue();
        item.IsOf(Person(item, item.AssigneeId is null ? 1 : item.AssigneeId.Value + 1)).ShouldBe(item.AssigneeId is null);
        // A form that is filed as it was, changed, or (by a step that files none) none.
        var content = (pick / 11 % 4) switch { 0 => null, 1 => "changed", _ => "form" };
        var before = _model.Copy();
        Move(new Complete(id, outcome, content), m => m.Leave(token.Node, outcome, content));
        _before = before;
        Count("complete");
    }

    private void GiveBack(Token from, string target, int pick)
    {
        var straight = pick % 2 == 0 && Stepper.Step(_definition, _state, new Return(from.Id, target, StraightBack: true), _now) is Accepted;
        Move(new Return(from.Id, target, straight), m => m.Return(from.Node, target, straight));
        Count("return");
    }

    private void TakeBack()
    {
        if (_history is not [.., { Command: Complete last }])
        {
            // Something has happened since, or nothing was completed.
            History.Recall(_definition, _history, new Recall(1), _now).ShouldBeOfType<Refused>();
            return;
        }

        var before = _before!;
        Move(new Recall(last.Token), follow: null);
        _model = before;
        Count("recall");
    }

    /// <summary>Neither the case nor its clocks move.</summary>
    private void Transfer(WorkItem item, int pick)
    {
        var (to, by) = (100 + (pick % 5), item.AssigneeId ?? 1);
        if (to == by) Should.Throw<DomainException>(() => item.Transfer(to, "Colleague", by)).Code.ShouldBe("transfer.to-oneself");
        else item.Transfer(to, "Colleague", by);
        item.AssigneeId.ShouldBe(to);
        Count("transfer");
    }

    private void Urge(WorkItem item)
    {
        var from = item.UrgeableFrom(_calendar);
        var refused = item.Kind == WorkItemKind.Wait || from > _now;
        var before = item.UrgedAt;
        if (refused) Should.Throw<DomainException>(() => item.Urge(_calendar, _now)).Code.ShouldBe(item.Kind == WorkItemKind.Wait ? "work-item.wait" : "urge.too-soon");
        else item.Urge(_calendar, _now);
        item.UrgedAt.ShouldBe(refused ? before : _now);
        Count("urge");
    }

    /// <summary>A page that is out of date: what is closed stays closed.</summary>
    private void Stale(int pick)
    {
        var gone = pick % _state.Next;
        if (_state.Find(gone) is not null) return;
        var before = EngineJson.Write(_state);
        Stepper.Step(_definition, _state, new Complete(gone, "approve"), _now).ShouldBeOfType<Refused>().Code.ShouldBe(RefusalCodes.TaskNotOpen);
        Stepper.Step(_definition, _state, new Return(gone, "submission"), _now).ShouldBeOfType<Refused>();
        EngineJson.Write(_state).ShouldBe(before);
        Count("stale");
    }

    /// <summary>The service tasks that were reached, as the shell runs them within the same step.</summary>
    private void Serve(int pick)
    {
        while (_state.PendingServices(_definition).FirstOrDefault() is { } call)
            Move(new ServiceCompleted(call.Token) { Variables = Facts(pick) }, m => m.Leave(call.Node, outcome: null));
    }

    private void Move(ProcessCommand command, Action<PlainChain>? follow)
    {
        var result = command is Recall recall ? History.Recall(_definition, _history, recall, _now) : Stepper.Step(_definition, _state, command, _now);
        var step = result.ShouldBeOfType<Accepted>($"{_definition.Id}: {command}: {result}");
        Invariants.Hold(_definition, _state, step);
        _history.Add(new HistoryStep(command, _now));
        _state = step.State;
        foreach (var effect in step.Effects) Follow(effect);
        _items.Keys.Order().ShouldBe(_state.Tokens.Where(t => _definition.ItemOf(t)?.IsVisible == true && !t.IsCountersigned).Select(t => t.Id).Order());
        _before = null;
        _model.Set(command.Variables);
        follow?.Invoke(_model);
    }

    private void Follow(ProcessEffect effect)
    {
        if (effect is CloseWorkItem close)
        {
            _items.Remove(close.Token, out var item).ShouldBeTrue();
            item!.Close(WorkItemStatus.Completed, outcome: null, accountId: 1, "test", _now);
            Should.Throw<DomainException>(() => item.RequireOpen()).Code.ShouldBe("work-item.already-handled");
        }
        else if (effect is OpenWorkItem open)
        {
            _items.Add(open.Token, new WorkItem(_instance, new WorkItemOpening
            {
                TokenId = open.Token,
                NodeId = open.Node,
                Kind = open.Kind == WorkKind.Wait ? WorkItemKind.Wait : WorkItemKind.Task,
                OrganizationId = 1,
                Role = Role.CountyOfficer,
                RegionCode = "440802",
                Subject = "A walk",
                OpenedAt = _now,
            }));
        }
    }

    private void Compare()
    {
        var waiting = _state.Tokens.Where(t => !t.IsCountersigned && _definition.Node(t.Node) is not (ParallelGateway or SubProcess))
            .Select(t => t.Node).Order(StringComparer.Ordinal);
        waiting.ShouldBe(_model.Waiting, $"{_definition.Id} after {_history[^1].Command}");
        _state.HasEnded.ShouldBe(_model.IsOver);
    }

    private IEnumerable<Token> Tasks() => _state.Tokens.Where(t => _definition.Node(t.Node) is UserTask && !t.IsCountersigned);

    private List<(Token From, string Target)> Returns() => [.. Tasks().SelectMany(t => _definition.Returns.Of((UserTask)_definition.Node(t.Node))
        .Where(target => _chain is null || _chain.ReturnTargets(t.Node).Contains(target.Id)).Select(target => (t, target.Id)))];

    private static T? Pick<T>(List<T> from, int pick) => from.Count == 0 ? default : from[pick % from.Count];

    private static Actor Person(WorkItem item, long account) => new()
    {
        AccountId = account,
        Name = "Person",
        MembershipId = account,
        OrganizationId = item.OrganizationId,
        OrganizationName = "Unit",
        OrganizationKind = OrganizationKind.CountyRegulator,
        Role = item.Role,
    };

    private void Count(string operation) => Done[operation] = Done.GetValueOrDefault(operation) + 1;

    private ImmutableSortedDictionary<string, ProcessValue> Facts(int pick)
    {
        var facts = OrdinalMap.Empty<ProcessValue>();
        foreach (var (name, values) in _facts) facts = facts.SetItem(name, values[(pick /= 3) % values.Length]);
        return facts;
    }

    /// <summary>What handlers may say: every variable that the file asks for, with values on both sides of each question.</summary>
    private static IEnumerable<(string Name, ImmutableArray<ProcessValue> Values)> FactsOf(ProcessDefinition definition)
    {
        var asked = definition.Flows.Select(f => f.Condition?.Source).Concat(definition.Nodes.Select(n => ProcessDefinition.WorkOf(n)?.DueWorkingDays?.Source)).OfType<string>().ToList();
        var names = asked.SelectMany(a => Names().Matches(Quoted().Replace(a, ""))).Select(m => m.Value)
            .Except(["and", "or", "not", "in", "true", "false", "null"]).Where(n => n != "outcome" && !n.EndsWith(".outcome", StringComparison.Ordinal));
        foreach (var name in names.Distinct(StringComparer.Ordinal))
        {
            var due = definition.Nodes.Any(n => ProcessDefinition.WorkOf(n)?.DueWorkingDays?.Source.Contains(name, StringComparison.Ordinal) == true);
            var compared = asked.SelectMany(a => Comparisons().Matches(a)).Where(m => m.Groups["name"].Value == name).ToList();
            var texts = compared.Where(m => m.Groups["text"].Success).SelectMany(m => new ProcessValue[] { m.Groups["text"].Value, "something else" });
            var numbers = compared.Where(m => m.Groups["number"].Success).Select(m => int.Parse(m.Groups["number"].Value, null)).SelectMany(n => new ProcessValue[] { n, n + 1 });
            yield return (name, due ? [3, 10] : compared.Count > 0 ? [.. texts, .. numbers] : [true, false]);
        }

        foreach (var day in definition.Nodes.Select(n => n switch { TimerCatch timer => timer.Timer.Day, BoundaryTimer timer => timer.Timer.Day, _ => null }))
        {
            if (day is not null) yield return (day.Source.TrimStart('='), ["2026-03-10", "2027-01-01"]);
        }
    }

    [GeneratedRegex("\"(?<text>[^\"]*)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?<name>[A-Za-z_][\w.]*)\s*[<>!=]+\s*(""(?<text>[^""]*)""|(?<number>\d+))", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Comparisons();

    [GeneratedRegex(@"[A-Za-z_][\w.]*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
