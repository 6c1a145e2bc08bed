using Domain.Audit;
using Domain.Engine;
using Domain.Organizations;
using Microsoft.EntityFrameworkCore;
using Testing;
using Testing.Database;
using Workflows.Engine.Bpmn;
using Workflows.Engine.Shell;
using Workflows.Tests.Organizations;
using static Workflows.Tests.Organizations.People;

namespace Workflows.Tests.Engine.Shell;

public sealed class ProcessRegisterTests : IAsyncLifetime
{
    private static readonly string Access = File.ReadAllText(Path.Combine(Repository.Root, "Workflows", "Access", "access.bpmn"));

    private TestDatabase _database = null!;
    private ProcessDefinitions _definitions = null!;
    private ProcessRegister _register = null!;
    private Actor _administrator = null!;

    public async Task InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync();
        _definitions = new ProcessDefinitions(_database.Contexts, new TestClock());
        _register = new ProcessRegister(_database.Contexts, _definitions, Handlers, [], new TestClock());
        _administrator = await _database.AddActorAsync(Role.Administrator);
        await _definitions.PublishShippedAsync();
    }

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Upload_OfAChangedDeadline_IsTheNextVersion_AndStaysItAtTheNextStart()
    {
        var changed = Changed("portal:dueWorkingDays=\"3\" portal:clock=\"review\"", "portal:dueWorkingDays=\"5\" portal:clock=\"review\"");

        var result = await _register.UploadAsync(_administrator, changed);
        await _definitions.PublishShippedAsync();

        (result.Chain, result.Version).ShouldBe(("access", 2));
        result.Problems.ShouldBeEmpty();
        var view = await _register.ReadAsync(_administrator, "access", version: null);
        (view.Version, view.Xml, view.Versions.Count).ShouldBe((2, changed, 2));
        (await _register.ReadAsync(_administrator, "access", 1)).Xml.ShouldBe(Access);
        await using var db = _database.Open();
        (await db.Set<AuditEntry>().SingleAsync()).Action.ShouldBe("process.publish");
    }

    [Fact]
    public async Task Upload_OfTheNewestText_MakesNoVersion()
    {
        (await _register.UploadAsync(_administrator, Access)).Version.ShouldBe(1);

        await using var db = _database.Open();
        (await db.Set<ProcessDefinitionVersion>().CountAsync(v => v.Key == "access")).ShouldBe(1);
        (await db.Set<AuditEntry>().CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Upload_OfAnUnsupportedElement_NamesItAndItsLine()
    {
        var lines = Access.Split('\n').ToList();
        var start = lines.FindIndex(l => l.Contains("<bpmn:startEvent", StringComparison.Ordinal));
        lines.Insert(start, "    <bpmn:scriptTask id=\"script\" />");

        var result = await _register.UploadAsync(_administrator, string.Join('\n', lines));

        result.Version.ShouldBeNull();
        var problem = result.Problems.ShouldHaveSingleItem();
        (problem.Code, problem.Line).ShouldBe((BpmnProblemCodes.UnsupportedElement, start + 1));
        problem.Elements.ShouldBe(["script"]);
        problem.Detail.ShouldNotBeNull().ShouldContain("scriptTask");
    }

    private const string Alone = "portal:role=\"OperatorEngineer\" portal:party=\"operator\" portal:outcomes=\"agree disagree\" portal:dueWorkingDays=\"2\" portal:escalateTo=\"CountyOfficer\" portal:escalateParty=\"county\">";

    private const string Together = "portal:outcomes=\"agree disagree\"><bpmn:multiInstanceLoopCharacteristics portal:signers=\"";

    [Fact]
    public async Task Upload_WithACountersignature_IsPublished()
    {
        var result = await _register.UploadAsync(_administrator, Changed(Alone, Together + "OperatorEngineer@operator CountyOfficer@county\" portal:needs=\"any\" />"));

        result.Problems.ShouldBeEmpty();
        result.Version.ShouldNotBeNull();
    }

    private const string Called = """
        <bpmn:callActivity id="call" calledElement="nothing" /><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="call" />
        <bpmn:sequenceFlow id="fCall" sourceRef="call" targetRef="submission" />
        """;

    [Theory]
    [InlineData("portal:role=\"OperatorEngineer\"", "portal:role=\"Wizard\"", UploadProblemCodes.UnknownRole)]
    [InlineData("portal:party=\"operator\"", "portal:party=\"nobody\"", UploadProblemCodes.UnknownParty)]
    [InlineData("portal:outcomes=\"confirm\"", "portal:outcomes=\"confirm maybe\"", UploadProblemCodes.UnknownOutcome)]
    [InlineData("portal:outcomes=\"submit\"", "portal:person=\"me\" portal:outcomes=\"submit\"", UploadProblemCodes.OtherPerson)]
    [InlineData("portal:handler=\"access.fix-track\"", "portal:handler=\"access.unknown\"", UploadProblemCodes.UnknownHandler)]
    [InlineData("<bpmn:sequenceFlow id=\"f1\" sourceRef=\"start\" targetRef=\"submission\" />", Called, UploadProblemCodes.UnknownCalled)]
    [InlineData(Alone, Together + "Wizard@operator\" />", UploadProblemCodes.UnknownRole)]
    [InlineData(Alone, Together + "OperatorEngineer@nobody\" />", UploadProblemCodes.UnknownParty)]
    [InlineData(Alone, Together + "=signers\" />", UploadProblemCodes.UnknownSigners)]
    [InlineData("\"countyConfirmation\"", "\"anotherStep\"", UploadProblemCodes.UnknownStep)]
    [InlineData("<bpmn:process id=\"access\"", "<bpmn:process id=\"other\"", UploadProblemCodes.UnknownChain)]
    public async Task Upload_OfWhatTheProductCannotRun_IsRefused(string what, string by, string code)
    {
        var result = await _register.UploadAsync(_administrator, Changed(what, by));

        result.Version.ShouldBeNull();
        result.Problems.ShouldAllBe(p => p.Code == code);
        result.Problems.ShouldNotBeEmpty();
    }

    [Fact]
    public async Task AnyAction_ByAnyoneElse_IsRefused()
    {
        var other = await _database.AddActorAsync(Role.CityOfficer);

        (await RefusalAsync(() => _register.ListAsync(other))).ShouldBe("actor.not-allowed");
        (await RefusalAsync(() => _register.ReadAsync(other, "access", version: null))).ShouldBe("actor.not-allowed");
        (await RefusalAsync(() => _register.UploadAsync(other, Access))).ShouldBe("actor.not-allowed");
    }

    private static IEnumerable<IServiceTaskHandler> Handlers => System.Text.RegularExpressions.Regex
        .Matches(Access, "portal:handler=\"(?<name>[^\"]+)\"").Select(m => new NoHandler(m.Groups["name"].Value));

    private static string Changed(string what, string by)
    {
        Access.ShouldContain(what);
        return Access.Replace(what, by, StringComparison.Ordinal);
    }

    private sealed class NoHandler(string name) : IServiceTaskHandler
    {
        public string Name => name;

        public Task<IReadOnlyDictionary<string, Workflows.Engine.ProcessValue>> RunAsync(ServiceTaskContext context, CancellationToken cancellationToken) =>
            Task.FromResult(ServiceTaskContext.Nothing);
    }
}
