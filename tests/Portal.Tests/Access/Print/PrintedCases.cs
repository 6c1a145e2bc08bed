using Domain.Access;
using Domain.Devices;
using Domain.Organizations;
using Domain.Sites;
using Workflows.Access;
using Workflows.Engine.Shell;

namespace Portal.Tests.Access.Print;

/// <summary>Cases as the reader gives them: one that has come to its end, and one that has only just begun.</summary>
internal static class PrintedCases
{
    public static readonly DateTimeOffset Submitted = new(2026, 11, 2, 1, 30, 0, TimeSpan.Zero);

    /// <summary>A draft with nothing filled in.</summary>
    public static AccessCase Minimal() => new()
    {
        Id = 4711,
        Number = null,
        Status = AccessStatus.Draft,
        Revision = 1,
        InScope = true,
        Editable = true,
        Rights = new AccessRights { Edit = true, Submit = true, Withdraw = true, SignLetter = false },
        MayMoveSlot = false,
        Site = new SiteFacts(
            7, "海湾花园二期 3 号楼", "赤坎区海湾路 18 号", "440802", 86_000_000m, 42_000m, new DateOnly(2026, 9, 1), new DateOnly(2028, 6, 30), SiteState.NotConnected),
        ContractorName = "粤西海湾建设工程有限公司",
        OwnerName = null,
        SupervisorName = null,
        SupplierName = null,
        Form = new AccessForm(),
        FormRevision = 0,
        Track = null,
        Letter = null,
        CreatedAt = Submitted.AddDays(-1),
        SubmittedAt = null,
        ClosedAt = null,
        Opinions = [],
        Recalled = [],
        Attachments = [],
        Debug = null,
        DebugFiledByName = null,
        DebugFiledAt = null,
        SlotDate = null,
        SlotOrdinal = null,
        SlotGivenByName = null,
        SlotGivenAt = null,
        Rounds = [],
        Receipt = null,
        Devices = 0,
        DevicesOnline = 0,
        Progress = Progress.None,
    };

    /// <summary>A case with a correction, seven positions, a signed letter, a debugging that failed once, and a receipt signed by both sides.</summary>
    public static AccessCase Complete() => Minimal() with
    {
        Number = "JR2026-0042",
        Status = AccessStatus.Connected,
        OwnerName = "粤西海湾置业有限公司",
        SupervisorName = "南粤工程监理有限公司",
        SupplierName = "智安集成技术有限公司",
        Form = new AccessForm
        {
            ProjectManagerName = "陈海生",
            ProjectManagerPhone = "13800000001",
            SupplierId = 31,
            SiteAdministratorName = "黄志明",
            SiteAdministratorPhone = "13800000002",
            LiaisonName = "罗文静",
            LiaisonPhone = "13800000003",
            LiaisonEmail = "liaison@example.com",
            BandwidthUp = 50,
            BandwidthDown = 100.5m,
            VideoInstallationDate = new DateOnly(2026, 11, 28),
            SiteSituation = "基坑已开挖，正进行主体结构施工，现场设两处出入口。\n塔吊两台，均已办理使用登记。",
            Positions = [.. Enumerable.Range(1, 7).Select(i => new InstallPosition
            {
                Position = i == 7 ? "东侧围挡扬尘监测点" : $"{i} 号出入口立杆",
                Kind = i == 7 ? DeviceKind.DustMonitor : i % 2 == 0 ? DeviceKind.GatePlateCamera : DeviceKind.GateDome,
                Brand = i == 7 ? "Ecotone" : "Hikvision",
                Model = i == 7 ? "EC-DM500" : $"DS-2DC4423IW-D{i}",
                SimNumber = $"1440400000{i:000}",
                IpAddress = $"10.44.8.{10 + i}",
            })],
        },
        FormRevision = 2,
        SubmittedAt = Submitted,
        Letter = new CommitmentLetter
        {
            SupplierId = 31,
            SupplierName = "智安集成技术有限公司",
            ContactName = "吴晓东",
            ContactPhone = "13800000004",
            SignedBy = 9,
            SignedByName = "吴晓东",
            SignedAt = Submitted.AddHours(-3),
        },
        Opinions =
        [
            Opinion(OpinionStep.Contractor, OpinionResult.Agree, "申请接入，资料首次提交。", 1, "陈海生", "粤西海湾建设工程有限公司", Role.ProjectManager, 0),
            Opinion(OpinionStep.Supervisor, OpinionResult.Agree, "点位布置满足要求，同意接入。", 1, "林静", "南粤工程监理有限公司", Role.SupervisionEngineer, 1),
            Opinion(OpinionStep.Operator, OpinionResult.Agree, "设备参数与网络条件符合要求。", 1, "何俊杰", "粤西智慧工地运维中心", Role.OperatorEngineer, 2),
            Opinion(OpinionStep.County, OpinionResult.Correct, "平面图缺少塔吊点位，请补正。", 1, "梁敏", "赤坎区住房和城乡建设局", Role.CountyOfficer, 3),
            Opinion(OpinionStep.Contractor, OpinionResult.Agree, "已补充塔吊点位。", 2, "陈海生", "粤西海湾建设工程有限公司", Role.ProjectManager, 4),
            Opinion(OpinionStep.County, OpinionResult.Agree, "同意接入。", 2, "梁敏", "赤坎区住房和城乡建设局", Role.CountyOfficer, 7),
        ],
        Attachments =
        [
            new AttachmentFacts(1, AttachmentKind.LayoutPlan, "点位图.pdf", "application/pdf", 1000, "陈海生", Submitted),
            new AttachmentFacts(2, AttachmentKind.ServiceAgreement, "协议.pdf", "application/pdf", 1000, "陈海生", Submitted),
        ],
        Debug = new DebugForm
        {
            ApplicantName = "黄志明",
            ApplicantPhone = "13800000002",
            DustModel = "EC-DM500",
            Stage = ConstructionStage.MainStructure,
            Brand = DebugBrand.Other,
            OtherBrand = "宇视",
            Counts = DeviceKinds.Counted.Select((kind, i) => (kind, i)).ToDictionary(x => x.kind, x => 11 + x.i),
            DebuggingDate = new DateOnly(2026, 11, 12),
            CollectionDate = new DateOnly(2026, 11, 17),
        },
        DebugFiledByName = "陈海生",
        DebugFiledAt = Submitted.AddDays(7).AddHours(2),
        SlotDate = new DateOnly(2026, 11, 13),
        SlotOrdinal = 2,
        SlotGivenByName = "何俊杰",
        SlotGivenAt = Submitted.AddDays(8),
        Rounds =
        [
            new RoundFacts(1, Submitted.AddDays(11), "何俊杰", "缺路由器 1 台", null, null, null, null, [new Shortage(ReceiptClass.Router, 1, 0)]),
            new RoundFacts(2, Submitted.AddDays(12), "郑凯", null, true, null, Submitted.AddDays(14), "何俊杰", []),
        ],
        Receipt = new ReceiptFacts(
            [
                new ReceiptRow { Class = ReceiptClass.Dome, Brand = "Hikvision", Quantity = 3, Detail = "DS-2DC4423IW-D" },
                new ReceiptRow { Class = ReceiptClass.Dome, Brand = "宇视", Quantity = 2, Detail = "IPC-B6A2" },
                new ReceiptRow { Class = ReceiptClass.PlateCamera, Brand = "Hikvision", Quantity = 3, Detail = "DS-TCG227" },
                new ReceiptRow { Class = ReceiptClass.DustMonitor, Brand = "Ecotone", Quantity = 1, Detail = "EC-DM500" },
                new ReceiptRow { Class = ReceiptClass.HardDisk, Brand = "Seagate", Quantity = 2, Detail = "8 TB" },
                new ReceiptRow { Class = ReceiptClass.ApnCard, Quantity = 7, Detail = "1440400000001 至 1440400000007" },
            ],
            18, "郑凯", Submitted.AddDays(12), "何俊杰", Submitted.AddDays(15), "黄志明", Submitted.AddDays(15).AddHours(1)),
        Devices = 7,
        DevicesOnline = 7,
    };

    private static OpinionFacts Opinion(
        OpinionStep step, OpinionResult result, string text, int revision, string name, string organization, Role role, int day) =>
        new(step, result, text, revision, name, organization, role, Submitted.AddDays(day), RecalledAt: null);
}
