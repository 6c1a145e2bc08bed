using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Resources;
using System.Runtime.CompilerServices;
using Domain.Engine;
using Domain.Notifications;
using Domain.Organizations;
using Infrastructure.Notifications;
using Infrastructure.Notifications.Webhooks;
using Workflows.Engine.Shell;
using Workflows.Notifications;
using Workflows.Notifications.Webhooks;
using Workflows.Relocation;
using Workflows.Violations;

namespace Workflows.Tests.Notifications;

public sealed class MessageTextsTests
{
    private static readonly CultureInfo Chinese = new("zh-CN");
    private static readonly CultureInfo English = new("en");

    private static readonly string[] ErrorCodes =
    [
        OutboxDelivery.NobodyToReach, OutboxDelivery.NoPhone, MissingSmsGateway.Code, WebhookDelivery.WasDisabled, WebhookDelivery.SecretLost,
        WebhookSender.AddressRefused, WebhookSender.NotTrusted, WebhookSender.Redirected, WebhookSender.TimedOut, WebhookSender.Unreachable,
    ];

    /// <summary>Every message that the product's own makers of messages can make, found by their signature, with every value of their switches.</summary>
    private static readonly (string Template, int Arguments)[] All =
    [
        .. typeof(ProcessEngine).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(method => method.ReturnType == typeof(IEnumerable<OutboxMessage>))
            .SelectMany(Made).Select(message => (message.Template, message.Arguments.Count)).Distinct(),
    ];

    public static TheoryData<string, int> Messages
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (var (template, arguments) in All) data.Add(template, arguments);
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Text_OfEveryMessageMade_NamesItsArgumentsInBothLanguages(string template, int arguments)
    {
        foreach (var language in new[] { Chinese, English })
        {
            var text = Texts(language).ShouldContainKeyAndReturn(template);
            var places = MessageTexts.Places(text).ToHashSet();
            // The chain, argument 0 of messages about a step, is what the step's name is looked up by.
            var told = text.Contains(":step}", StringComparison.Ordinal) ? places.Append(0) : places;
            told.Order().Distinct().ShouldBe(Enumerable.Range(0, arguments), $"{template} in {language.Name}");
        }
    }

    [Fact]
    public void Texts_InBothLanguages_AreThoseThatAreUsed()
    {
        var used = All.Select(message => message.Template).Concat(ErrorCodes).Order(StringComparer.Ordinal).ToList();

        Texts(Chinese).Keys.Order(StringComparer.Ordinal).ShouldBe(used);
        Texts(English).Keys.Order(StringComparer.Ordinal).ShouldBe(used);
    }

    [Fact]
    public void Messages_FoundByTheirMakers_AreMoreThanAFew() => All.Length.ShouldBeGreaterThan(8);

    [Theory]
    [InlineData("zh-CN", "“城北花园”有新的待办：设备调试，请于 2026-11-27 前办结。")]
    [InlineData("en", "New task for “城北花园”: Debug the devices, due 2026-11-27.")]
    public void Render_DeadlineAtMidnight_NamesTheStepAndTheDayBefore(string language, string expected)
    {
        // 24:00 of the 27th in Shanghai.
        string[] arguments = ["access", "debugging", "城北花园", "2026-11-27T16:00:00.0000000+00:00"];

        var text = MessageTexts.Render("work-item.new", arguments, new CultureInfo(language));

        text.ShouldBe(expected);
    }

    [Fact]
    public void Render_MessageWithinAMessage_IsInTheSameLanguageAndAsItIs()
    {
        string[] arguments = ["2026-11-26", "1", "", "", "1", MessageTexts.Nested("access.refused", ["JR1", "{0} [x] \"y\""])];

        MessageTexts.Render("digest.daily", arguments, English)
            .ShouldBe("Messages of 2026-11-26: 1 in all, 1 others. The most urgent: JR1: the access application was refused: {0} [x] \"y\"");
    }

    [Fact]
    public void Render_EmptyArgument_LeavesItsPartOut() =>
        MessageTexts.Render("work-item.new", ["access", "debugging", "A", ""], English).ShouldBe("New task for “A”: Debug the devices.");

    [Fact]
    public void Render_ArgumentLikeAPlace_StaysAsItIs() =>
        MessageTexts.Render("access.refused", ["JR1", "{0} [x] {9}"], English).ShouldBe("JR1: the access application was refused: {0} [x] {9}");

    [Fact]
    public void Render_Date_IsShownAsADate() =>
        MessageTexts.Render("access.slot-given", ["JR1", "2026-12-01"], English).ShouldBe("JR1: debugging is set for 2026-12-01. Please deliver on that day.");

    private static Dictionary<string, string> Texts(CultureInfo language) =>
        new ResourceManager(typeof(NotificationTexts)).GetResourceSet(language.Name == "zh-CN" ? CultureInfo.InvariantCulture : language, true, false)!
            .Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!);

    private static IEnumerable<OutboxMessage> Made(MethodInfo method)
    {
        IEnumerable<object?[]> calls = [[]];
        foreach (var parameter in method.GetParameters())
            calls = calls.SelectMany(call => Values(parameter).Select(value => (object?[])[.. call, value])).ToList();
        return calls.SelectMany(call => (IEnumerable<OutboxMessage>)method.Invoke(null, call)!).ToList();
    }

    private static IEnumerable<object?> Values(ParameterInfo parameter) => parameter.ParameterType switch
    {
        var type when type == typeof(bool) => [true, false],
        var type when type.IsEnum => Enum.GetValues(type).Cast<object>(),
        var type when type == typeof(string) => ["text"],
        var type when type == typeof(WorkItem) => [Item()],
        var type when type == typeof(RelocationReaders) => [new RelocationReaders([1], 2)],
        var type when type == typeof(SiteWatchers) => [new SiteWatchers(1, 2)],
        var type when type.GetConstructor(BindingFlags.Instance | BindingFlags.NonPublic, []) is not null => Entities(type),
        var type => [RuntimeHelpers.GetUninitializedObject(type)],
    };

    /// <summary>An entity as the database would make it, at a site, of each kind that there is.</summary>
    private static IEnumerable<object> Entities(Type type)
    {
        var kind = type.GetProperty("Kind") is { PropertyType.IsEnum: true } property ? property : null;
        foreach (var value in kind is null ? [null] : Enum.GetValues(kind.PropertyType).Cast<object?>())
        {
            var entity = Activator.CreateInstance(type, nonPublic: true)!;
            if (type.GetProperty("Site") is { } site) site.SetValue(entity, Activator.CreateInstance(site.PropertyType, nonPublic: true));
            kind?.SetValue(entity, value);
            yield return entity;
        }
    }

    private static WorkItem Item()
    {
        var instance = (ProcessInstance)RuntimeHelpers.GetUninitializedObject(typeof(ProcessInstance));
        return new WorkItem(instance, new WorkItemOpening
        {
            TokenId = 1,
            NodeId = "debugging",
            Kind = WorkItemKind.Task,
            OrganizationId = 1,
            Role = Role.ProjectManager,
            RegionCode = "440802",
            Subject = "城北花园",
            OpenedAt = DateTimeOffset.UnixEpoch,
            EscalationRole = Role.CountyOfficer,
            EscalationOrganizationId = 2,
        });
    }
}

file static class Lookup
{
    public static string ShouldContainKeyAndReturn(this Dictionary<string, string> texts, string key)
    {
        texts.ShouldContainKey(key);
        return texts[key];
    }
}
