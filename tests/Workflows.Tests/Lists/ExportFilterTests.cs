using System.Reflection;
using Domain.Organizations;
using Workflows.Audit;
using Workflows.Captures;
using Workflows.Devices;
using Workflows.Lists;
using Workflows.Registration;
using Workflows.Violations;

namespace Workflows.Tests.Lists;

/// <summary>Who takes a list out leaves a record of what it was narrowed to, whole: a filter that is added later must not be forgotten there.</summary>
public sealed class ExportFilterTests
{
    private static readonly Actor Administrator = new()
    {
        AccountId = 1,
        MembershipId = 1,
        OrganizationId = 1,
        Name = "Lin",
        OrganizationName = "Platform",
        OrganizationKind = OrganizationKind.Operator,
        Role = Role.Administrator,
    };

    private static readonly Type[] Paging = [typeof(PageRequest), typeof(SliceRequest)];

    public static TheoryData<string> Filters() =>
    [
        .. Of<AuditQuery>(), .. Of<CaptureQuery>(), .. Of<DeviceQuery>().Where(name => name is not "DeviceQuery.Skip" and not "DeviceQuery.Take"), .. Of<RegistrationQuery>(), .. Of<ViolationQuery>(),
    ];

    [Theory]
    [MemberData(nameof(Filters))]
    public void Export_FilterSet_StandsInTheRecord(string filter)
    {
        var query = filter.Split('.')[0] switch
        {
            nameof(AuditQuery) => Record(filter, new AuditQuery(), query => AuditTrail.Export(Administrator, query).Filters),
            nameof(CaptureQuery) => Record(filter, new CaptureQuery(), query => CaptureList.Export(Administrator, query).Filters),
            nameof(DeviceQuery) => Record(filter, new DeviceQuery(), query => DeviceRecords.Export(Administrator, query, DateTimeOffset.UnixEpoch).Filters),
            nameof(RegistrationQuery) => Record(filter, new RegistrationQuery(), query => RegistrationList.Export(Administrator, query).Filters),
            _ => Record(filter, new ViolationQuery(), query => ViolationLists.Export(Administrator, query).Filters),
        };

        query.Set.ShouldNotBe(query.Unset);
    }

    /// <summary>What the record says with nothing asked for, and with that filter alone.</summary>
    private static (string Unset, string Set) Record<TQuery>(string filter, TQuery query, Func<TQuery, IReadOnlyDictionary<string, object?>> filters)
        where TQuery : notnull
    {
        var unset = Written(filters(query));
        var property = typeof(TQuery).GetProperty(filter.Split('.')[1])!;
        property.SetValue(query, Some(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType));
        return (unset, Written(filters(query)));
    }

    private static string Written(IReadOnlyDictionary<string, object?> filters) => string.Join(' ', filters.Where(f => f.Value is not null).Select(f => $"{f.Key}={f.Value}"));

    private static object Some(Type type) =>
        type == typeof(string) ? "x"
        : type == typeof(DateOnly) ? new DateOnly(2026, 11, 2)
        : type == typeof(DateTimeOffset) ? DateTimeOffset.UnixEpoch
        : type == typeof(bool) ? true
        : type.IsEnum ? Enum.GetValues(type).GetValue(1)!
        : Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Of<TQuery>() => typeof(TQuery).GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.CanWrite && !Paging.Contains(property.PropertyType)).Select(property => $"{typeof(TQuery).Name}.{property.Name}");
}
