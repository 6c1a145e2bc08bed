using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Infrastructure.Database.Migrations.SqlServer
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateSequence(
                name: "PortalKeys",
                incrementBy: 100);

            migrationBuilder.CreateTable(
                name: "AcceptedModel",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Brand = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Model = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    ModelKey = table.Column<string>(type: "nvarchar(111)", maxLength: 111, nullable: false),
                    Note = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Listed = table.Column<bool>(type: "bit", nullable: false),
                    ListedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AcceptedModel", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Account",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DisplayName = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    PreferredLanguage = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: false),
                    LastMembershipId = table.Column<long>(type: "bigint", nullable: true),
                    Enabled = table.Column<bool>(type: "bit", nullable: false),
                    PasswordChangeRequired = table.Column<bool>(type: "bit", nullable: false),
                    DailyDigest = table.Column<bool>(type: "bit", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    UserName = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    NormalizedUserName = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Email = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    NormalizedEmail = table.Column<string>(type: "nvarchar(254)", maxLength: 254, nullable: true),
                    EmailConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    PasswordHash = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    SecurityStamp = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    ConcurrencyStamp = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    PhoneNumber = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: true),
                    PhoneNumberConfirmed = table.Column<bool>(type: "bit", nullable: false),
                    TwoFactorEnabled = table.Column<bool>(type: "bit", nullable: false),
                    LockoutEnd = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    LockoutEnabled = table.Column<bool>(type: "bit", nullable: false),
                    AccessFailedCount = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Account", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AuditEntry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Role = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    OrganizationName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Action = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    SubjectKind = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SubjectId = table.Column<long>(type: "bigint", nullable: false),
                    SubjectName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Before = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    After = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AuditEntry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CalendarFollowUp",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ChangedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarFollowUp", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "CalendarYear",
                columns: table => new
                {
                    Year = table.Column<int>(type: "int", nullable: false),
                    Days = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Source = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CalendarYear", x => x.Year);
                });

            migrationBuilder.CreateTable(
                name: "DataProtectionKey",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Xml = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DataProtectionKey", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "DeviceStatusReport",
                columns: table => new
                {
                    SourceId = table.Column<long>(type: "bigint", nullable: false),
                    RecordId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DeviceId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Online = table.Column<bool>(type: "bit", nullable: false),
                    MainWidth = table.Column<int>(type: "int", nullable: true),
                    MainHeight = table.Column<int>(type: "int", nullable: true),
                    SubWidth = table.Column<int>(type: "int", nullable: true),
                    SubHeight = table.Column<int>(type: "int", nullable: true),
                    SignalMs = table.Column<int>(type: "int", nullable: true),
                    Message = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeviceStatusReport", x => new { x.SourceId, x.RecordId });
                });

            migrationBuilder.CreateTable(
                name: "DustWatch",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DustWatch", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "FormDraft",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    Document = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    UpdatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_FormDraft", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "NodeHeartbeat",
                columns: table => new
                {
                    Node = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    LastAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NodeHeartbeat", x => x.Node);
                });

            migrationBuilder.CreateTable(
                name: "NumberSeries",
                columns: table => new
                {
                    Name = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: false),
                    Last = table.Column<int>(type: "int", nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_NumberSeries", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "Organization",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ShortName = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: true),
                    CreditCode = table.Column<string>(type: "nvarchar(18)", maxLength: 18, nullable: true),
                    RegionCode = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: true),
                    Address = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    ContactName = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: true),
                    ContactPhone = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: true),
                    Enabled = table.Column<bool>(type: "bit", nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Organization", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PlatformOutage",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PlatformOutage", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ProcessDefinition",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Key = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Xml = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    PublishedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    PublishedBy = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProcessDefinition", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Region",
                columns: table => new
                {
                    Code = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    ParentCode = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: true),
                    Letters = table.Column<string>(type: "nvarchar(4)", maxLength: 4, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Region", x => x.Code);
                    table.ForeignKey(
                        name: "FK_Region_Region_ParentCode",
                        column: x => x.ParentCode,
                        principalTable: "Region",
                        principalColumn: "Code");
                });

            migrationBuilder.CreateTable(
                name: "RequestLogEntry",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    SourceId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Status = table.Column<int>(type: "int", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    AccessNumber = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Accepted = table.Column<int>(type: "int", nullable: false),
                    Duplicates = table.Column<int>(type: "int", nullable: false),
                    Rejected = table.Column<int>(type: "int", nullable: false),
                    ClockDifference = table.Column<int>(type: "int", nullable: true),
                    Bytes = table.Column<int>(type: "int", nullable: false),
                    Address = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: true),
                    ReplayOf = table.Column<long>(type: "bigint", nullable: true),
                    Excerpt = table.Column<string>(type: "nvarchar(600)", maxLength: 600, nullable: true),
                    Reasons = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Body = table.Column<byte[]>(type: "varbinary(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RequestLogEntry", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "SignalWindow",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DeviceId = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignalWindow", x => new { x.DeviceId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "SignInRecord",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    Address = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: false),
                    Outcome = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SignInRecord", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "Site",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Address = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    RegionCode = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Investment = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: false),
                    FloorArea = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: false),
                    StartDate = table.Column<DateOnly>(type: "date", nullable: false),
                    EndDate = table.Column<DateOnly>(type: "date", nullable: false),
                    State = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ConnectedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    DevicesRemovedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Site", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "UsedNonce",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uniqueidentifier", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_UsedNonce", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "AccountClaim",
                columns: table => new
                {
                    Id = table.Column<int>(type: "int", nullable: false)
                        .Annotation("SqlServer:Identity", "1, 1"),
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    ClaimType = table.Column<string>(type: "nvarchar(256)", maxLength: 256, nullable: true),
                    ClaimValue = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountClaim", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccountClaim_Account_UserId",
                        column: x => x.UserId,
                        principalTable: "Account",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AccountLogin",
                columns: table => new
                {
                    LoginProvider = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    ProviderKey = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    ProviderDisplayName = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: true),
                    UserId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountLogin", x => new { x.LoginProvider, x.ProviderKey });
                    table.ForeignKey(
                        name: "FK_AccountLogin_Account_UserId",
                        column: x => x.UserId,
                        principalTable: "Account",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AccountToken",
                columns: table => new
                {
                    UserId = table.Column<long>(type: "bigint", nullable: false),
                    LoginProvider = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Name = table.Column<string>(type: "nvarchar(128)", maxLength: 128, nullable: false),
                    Value = table.Column<string>(type: "nvarchar(1024)", maxLength: 1024, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccountToken", x => new { x.UserId, x.LoginProvider, x.Name });
                    table.ForeignKey(
                        name: "FK_AccountToken_Account_UserId",
                        column: x => x.UserId,
                        principalTable: "Account",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DebugDay",
                columns: table => new
                {
                    OperatorId = table.Column<long>(type: "bigint", nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Capacity = table.Column<int>(type: "int", nullable: true),
                    Note = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DebugDay", x => new { x.OperatorId, x.Date });
                    table.ForeignKey(
                        name: "FK_DebugDay_Organization_OperatorId",
                        column: x => x.OperatorId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Membership",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    OrganizationId = table.Column<long>(type: "bigint", nullable: false),
                    Role = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Active = table.Column<bool>(type: "bit", nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Membership", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Membership_Account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Account",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Membership_Organization_OrganizationId",
                        column: x => x.OrganizationId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "MonthFile",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    CityId = table.Column<long>(type: "bigint", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Version = table.Column<int>(type: "int", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    Cards = table.Column<int>(type: "int", nullable: false),
                    CardsAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    MadeAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MonthFile", x => x.Id);
                    table.ForeignKey(
                        name: "FK_MonthFile_Organization_CityId",
                        column: x => x.CityId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ScoreClose",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    CityId = table.Column<long>(type: "bigint", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Suppliers = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScoreClose", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ScoreClose_Organization_CityId",
                        column: x => x.CityId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ScoreRuleSet",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    CityId = table.Column<long>(type: "bigint", nullable: false),
                    FirstMonth = table.Column<int>(type: "int", nullable: false),
                    Rules = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Note = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    DecidedBy = table.Column<long>(type: "bigint", nullable: false),
                    DecidedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScoreRuleSet", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ScoreRuleSet_Organization_CityId",
                        column: x => x.CityId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SupplierKey",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    KeyId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    SupplierId = table.Column<long>(type: "bigint", nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Note = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    SealedSecret = table.Column<byte[]>(type: "varbinary(200)", maxLength: 200, nullable: false),
                    Enabled = table.Column<bool>(type: "bit", nullable: false),
                    Place = table.Column<int>(type: "int", nullable: true),
                    ReplacesId = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    CreatedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    DisabledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    DisabledByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    DisabledReason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    DisabledByPlatform = table.Column<bool>(type: "bit", nullable: false),
                    LastUsedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupplierKey", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SupplierKey_Organization_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SupplierKey_Organization_SupplierId",
                        column: x => x.SupplierId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SupplierKey_SupplierKey_ReplacesId",
                        column: x => x.ReplacesId,
                        principalTable: "SupplierKey",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Webhook",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    KeyId = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    OrganizationId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Address = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    SealedSecret = table.Column<byte[]>(type: "varbinary(200)", maxLength: 200, nullable: false),
                    Enabled = table.Column<bool>(type: "bit", nullable: false),
                    DisabledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    DisabledByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    DisabledReason = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    CreatedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    FailuresInARow = table.Column<int>(type: "int", nullable: false),
                    FailingSince = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    LastSuccessAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    LastTrialAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Webhook", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Webhook_Organization_OrganizationId",
                        column: x => x.OrganizationId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ProcessInstance",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DefinitionId = table.Column<long>(type: "bigint", nullable: false),
                    DefinitionKey = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    BusinessKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    HistoryCount = table.Column<int>(type: "int", nullable: false),
                    StartedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProcessInstance", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProcessInstance_ProcessDefinition_DefinitionId",
                        column: x => x.DefinitionId,
                        principalTable: "ProcessDefinition",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AccessApplication",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    ContractorId = table.Column<long>(type: "bigint", nullable: false),
                    SupplierId = table.Column<long>(type: "bigint", nullable: true),
                    Status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Form = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    FormRevision = table.Column<int>(type: "int", nullable: false),
                    InScope = table.Column<bool>(type: "bit", nullable: false),
                    Track = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    TrackKind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Letter = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    CreatedBy = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ClosedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessApplication", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccessApplication_Organization_ContractorId",
                        column: x => x.ContractorId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_AccessApplication_Organization_SupplierId",
                        column: x => x.SupplierId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_AccessApplication_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "CraneNotice",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    ContractorId = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Form = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Submitted = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    CreatedBy = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ClosedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    RevokedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    RevokedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    RevokedReason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CraneNotice", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CraneNotice_Organization_ContractorId",
                        column: x => x.ContractorId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_CraneNotice_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DeclaredLink",
                columns: table => new
                {
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    ContractorId = table.Column<long>(type: "bigint", nullable: false),
                    LinkedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeclaredLink", x => x.Number);
                    table.ForeignKey(
                        name: "FK_DeclaredLink_Organization_ContractorId",
                        column: x => x.ContractorId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_DeclaredLink_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DeviceRegistration",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    AccessNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    State = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: true),
                    ContractorId = table.Column<long>(type: "bigint", nullable: false),
                    SupplierId = table.Column<long>(type: "bigint", nullable: true),
                    SupplierSince = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Form = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    PointName = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    PointAddress = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    Longitude = table.Column<double>(type: "float", nullable: true),
                    Latitude = table.Column<double>(type: "float", nullable: true),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    AppliedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    LiveAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Review = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeviceRegistration", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeviceRegistration_Organization_ContractorId",
                        column: x => x.ContractorId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_DeviceRegistration_Organization_SupplierId",
                        column: x => x.SupplierId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_DeviceRegistration_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DustLimitSet",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    CityCode = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: true),
                    SiteId = table.Column<long>(type: "bigint", nullable: true),
                    Limits = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DustLimitSet", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DustLimitSet_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "InabilityStatement",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    ContractorId = table.Column<long>(type: "bigint", nullable: false),
                    Form = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    PromisedOn = table.Column<DateOnly>(type: "date", nullable: false),
                    FiledBy = table.Column<long>(type: "bigint", nullable: false),
                    FiledByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    FiledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    DecidedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    RemindedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ClosedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_InabilityStatement", x => x.Id);
                    table.ForeignKey(
                        name: "FK_InabilityStatement_Organization_ContractorId",
                        column: x => x.ContractorId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_InabilityStatement_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "MuckSite",
                columns: table => new
                {
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    Declared = table.Column<bool>(type: "bit", nullable: false),
                    Form = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ManagementLevel = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    DepartmentId = table.Column<long>(type: "bigint", nullable: true),
                    ReportedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    NextReportAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ReportAttempts = table.Column<int>(type: "int", nullable: false),
                    ReportError = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_MuckSite", x => x.SiteId);
                    table.ForeignKey(
                        name: "FK_MuckSite_Organization_DepartmentId",
                        column: x => x.DepartmentId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_MuckSite_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Patrol",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    AuthorityId = table.Column<long>(type: "bigint", nullable: false),
                    Day = table.Column<DateOnly>(type: "date", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    ByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Note = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    ViolationId = table.Column<long>(type: "bigint", nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Patrol", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Patrol_Organization_AuthorityId",
                        column: x => x.AuthorityId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Patrol_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RelocationApplication",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    ContractorId = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Form = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Submitted = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    CreatedBy = table.Column<long>(type: "bigint", nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ClosedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RelocationApplication", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RelocationApplication_Organization_ContractorId",
                        column: x => x.ContractorId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RelocationApplication_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SiteWatch",
                columns: table => new
                {
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    SettledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ClaimedBy = table.Column<Guid>(type: "uniqueidentifier", nullable: true),
                    ClaimedUntil = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SiteWatch", x => x.SiteId);
                    table.ForeignKey(
                        name: "FK_SiteWatch_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SupervisionNotice",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Number = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    ContractorId = table.Column<long>(type: "bigint", nullable: false),
                    OwnerId = table.Column<long>(type: "bigint", nullable: false),
                    Form = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    FiledBy = table.Column<long>(type: "bigint", nullable: false),
                    FiledByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    FiledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    RegulatorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    DecidedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    InForceFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    LiftedOn = table.Column<DateOnly>(type: "date", nullable: true),
                    LiftedById = table.Column<long>(type: "bigint", nullable: true),
                    ReceivedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupervisionNotice", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SupervisionNotice_Organization_ContractorId",
                        column: x => x.ContractorId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SupervisionNotice_Organization_OwnerId",
                        column: x => x.OwnerId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SupervisionNotice_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SupervisionNotice_SupervisionNotice_LiftedById",
                        column: x => x.LiftedById,
                        principalTable: "SupervisionNotice",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Violation",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    ContractorId = table.Column<long>(type: "bigint", nullable: false),
                    AuthorityId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Discovery = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    FoundAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Description = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    Longitude = table.Column<double>(type: "float", nullable: true),
                    Latitude = table.Column<double>(type: "float", nullable: true),
                    RecordedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    DismissReason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    DecisionNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    TalkOn = table.Column<DateOnly>(type: "date", nullable: true),
                    Points = table.Column<int>(type: "int", nullable: false),
                    Fine = table.Column<decimal>(type: "decimal(18,4)", precision: 18, scale: 4, nullable: true),
                    Penalty = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    Differentiated = table.Column<bool>(type: "bit", nullable: false),
                    Grounds = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    DecidedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ClosedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Violation", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Violation_Organization_AuthorityId",
                        column: x => x.AuthorityId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Violation_Organization_ContractorId",
                        column: x => x.ContractorId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Violation_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "LeaveRequest",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    Post = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    UnitId = table.Column<long>(type: "bigint", nullable: false),
                    MembershipId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    PersonName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    To = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    StandInMembershipId = table.Column<long>(type: "bigint", nullable: false),
                    StandInAccountId = table.Column<long>(type: "bigint", nullable: false),
                    StandInName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ReturnedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ReturnNote = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    ClosedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    NoticeStage = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeaveRequest", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LeaveRequest_Membership_MembershipId",
                        column: x => x.MembershipId,
                        principalTable: "Membership",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_LeaveRequest_Membership_StandInMembershipId",
                        column: x => x.StandInMembershipId,
                        principalTable: "Membership",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_LeaveRequest_Organization_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_LeaveRequest_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SiteParticipant",
                columns: table => new
                {
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    OrganizationId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    KeyMembershipId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SiteParticipant", x => new { x.SiteId, x.OrganizationId });
                    table.ForeignKey(
                        name: "FK_SiteParticipant_Membership_KeyMembershipId",
                        column: x => x.KeyMembershipId,
                        principalTable: "Membership",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SiteParticipant_Organization_OrganizationId",
                        column: x => x.OrganizationId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SiteParticipant_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Scorecard",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    CityId = table.Column<long>(type: "bigint", nullable: false),
                    SupplierId = table.Column<long>(type: "bigint", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Score = table.Column<int>(type: "int", nullable: false),
                    Threshold = table.Column<int>(type: "int", nullable: false),
                    InService = table.Column<int>(type: "int", nullable: true),
                    State = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    AsOf = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    ComputedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    RuleSetId = table.Column<long>(type: "bigint", nullable: true),
                    Rules = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Facts = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Digest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ClosedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ScoreAtClose = table.Column<int>(type: "int", nullable: true),
                    CorrectedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Scorecard", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Scorecard_Organization_CityId",
                        column: x => x.CityId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Scorecard_Organization_SupplierId",
                        column: x => x.SupplierId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Scorecard_ScoreRuleSet_RuleSetId",
                        column: x => x.RuleSetId,
                        principalTable: "ScoreRuleSet",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "OutboxMessage",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Channel = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    OrganizationId = table.Column<long>(type: "bigint", nullable: true),
                    Role = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    WebhookId = table.Column<long>(type: "bigint", nullable: true),
                    Template = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Arguments = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Link = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    DeduplicationKey = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: false),
                    CreatedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    NextAttemptAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Attempts = table.Column<int>(type: "int", nullable: false),
                    DeliveredAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    GatheredAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    LastError = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OutboxMessage", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OutboxMessage_Account_AccountId",
                        column: x => x.AccountId,
                        principalTable: "Account",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_OutboxMessage_Webhook_WebhookId",
                        column: x => x.WebhookId,
                        principalTable: "Webhook",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "CaseCall",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    CallerId = table.Column<long>(type: "bigint", nullable: false),
                    CallerKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    TokenId = table.Column<long>(type: "bigint", nullable: false),
                    NodeId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    CalledKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    CalledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_CaseCall", x => x.Id);
                    table.ForeignKey(
                        name: "FK_CaseCall_ProcessInstance_CallerId",
                        column: x => x.CallerId,
                        principalTable: "ProcessInstance",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ProcessHistory",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    InstanceId = table.Column<long>(type: "bigint", nullable: false),
                    Sequence = table.Column<int>(type: "int", nullable: false),
                    DefinitionId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: true),
                    ActorName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Role = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    OrganizationName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Rule = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Action = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: false),
                    NodeId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: true),
                    Comment = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Addressees = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Command = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProcessHistory", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProcessHistory_ProcessInstance_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "ProcessInstance",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ProcessTimer",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    InstanceId = table.Column<long>(type: "bigint", nullable: false),
                    TimerId = table.Column<long>(type: "bigint", nullable: false),
                    NodeId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    BaseAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    WorkingDays = table.Column<int>(type: "int", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ProcessTimer", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ProcessTimer_ProcessInstance_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "ProcessInstance",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "WorkItem",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    InstanceId = table.Column<long>(type: "bigint", nullable: false),
                    DefinitionKey = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    BusinessKey = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    TokenId = table.Column<long>(type: "bigint", nullable: false),
                    NodeId = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    OrganizationId = table.Column<long>(type: "bigint", nullable: false),
                    Role = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: true),
                    RegionCode = table.Column<string>(type: "nvarchar(6)", maxLength: 6, nullable: false),
                    Subject = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    ClockName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    AllowanceDays = table.Column<int>(type: "int", nullable: true),
                    DueAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    NextNoticeAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    NoticeStage = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    EscalationRole = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    EscalationOrganizationId = table.Column<long>(type: "bigint", nullable: true),
                    AssigneeId = table.Column<long>(type: "bigint", nullable: true),
                    AssigneeName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    TransferredBy = table.Column<long>(type: "bigint", nullable: true),
                    UrgedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ClosedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ClosedBy = table.Column<long>(type: "bigint", nullable: true),
                    ClosedByName = table.Column<string>(type: "nvarchar(110)", maxLength: 110, nullable: true),
                    Outcome = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_WorkItem", x => x.Id);
                    table.ForeignKey(
                        name: "FK_WorkItem_ProcessInstance_InstanceId",
                        column: x => x.InstanceId,
                        principalTable: "ProcessInstance",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AccessAttachment",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ApplicationId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    UploadedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    RemovedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    FileName = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false),
                    ContentType = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    UploadedBy = table.Column<long>(type: "bigint", nullable: false),
                    UploadedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessAttachment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccessAttachment_AccessApplication_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "AccessApplication",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AccessFormRevision",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ApplicationId = table.Column<long>(type: "bigint", nullable: false),
                    Number = table.Column<int>(type: "int", nullable: false),
                    Form = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    SubmittedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    SubmittedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessFormRevision", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccessFormRevision_AccessApplication_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "AccessApplication",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AccessOpinion",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ApplicationId = table.Column<long>(type: "bigint", nullable: false),
                    Step = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Result = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    FormRevision = table.Column<int>(type: "int", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    OrganizationName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Role = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    RecalledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AccessOpinion", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AccessOpinion_AccessApplication_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "AccessApplication",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DebugApplication",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ApplicationId = table.Column<long>(type: "bigint", nullable: false),
                    Form = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    FiledBy = table.Column<long>(type: "bigint", nullable: false),
                    FiledByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    FiledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DebugApplication", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DebugApplication_AccessApplication_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "AccessApplication",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DebugReceipt",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ApplicationId = table.Column<long>(type: "bigint", nullable: false),
                    Rows = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ReceivedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    HandedOverByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    HandedOverAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    CollectedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    CollectedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DebugReceipt", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DebugReceipt_AccessApplication_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "AccessApplication",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DebugRound",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ApplicationId = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    CheckedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    CheckedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Missing = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    Shortages = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Passed = table.Column<bool>(type: "bit", nullable: true),
                    ResultNote = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    ResultAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ResultByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DebugRound", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DebugRound_AccessApplication_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "AccessApplication",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DebugSlot",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    OperatorId = table.Column<long>(type: "bigint", nullable: false),
                    Date = table.Column<DateOnly>(type: "date", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    ApplicationId = table.Column<long>(type: "bigint", nullable: false),
                    GivenBy = table.Column<long>(type: "bigint", nullable: false),
                    GivenByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    GivenAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DebugSlot", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DebugSlot_AccessApplication_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "AccessApplication",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_DebugSlot_Organization_OperatorId",
                        column: x => x.OperatorId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SupplierAcceptance",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    SupplierId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ModelKey = table.Column<string>(type: "nvarchar(111)", maxLength: 111, nullable: false),
                    AcceptedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    ApplicationId = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupplierAcceptance", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SupplierAcceptance_AccessApplication_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "AccessApplication",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SupplierAcceptance_Organization_SupplierId",
                        column: x => x.SupplierId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Capture",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    SourceId = table.Column<long>(type: "bigint", nullable: false),
                    RecordId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Test = table.Column<bool>(type: "bit", nullable: false),
                    RegistrationId = table.Column<long>(type: "bigint", nullable: false),
                    DeviceId = table.Column<long>(type: "bigint", nullable: true),
                    Direction = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Camera = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Gate = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    CapturedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Plate = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: true, collation: "Latin1_General_100_BIN2"),
                    PlateColor = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    VehicleType = table.Column<string>(type: "nvarchar(30)", maxLength: 30, nullable: true),
                    ManifestNumber = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true, collation: "Latin1_General_100_BIN2"),
                    Images = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Capture", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Capture_DeviceRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "DeviceRegistration",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Device",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    ApplicationId = table.Column<long>(type: "bigint", nullable: true),
                    RegistrationId = table.Column<long>(type: "bigint", nullable: true),
                    SupplierId = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false, collation: "Latin1_General_100_BIN2"),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Position = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Brand = table.Column<string>(type: "nvarchar(50)", maxLength: 50, nullable: false),
                    Model = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    SimNumber = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: true),
                    IpAddress = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: true),
                    Longitude = table.Column<double>(type: "float", nullable: true),
                    Latitude = table.Column<double>(type: "float", nullable: true),
                    RegisteredAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    FirstOnlineAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    RemovedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    LastRecordAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Device", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Device_AccessApplication_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "AccessApplication",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Device_DeviceRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "DeviceRegistration",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Device_Organization_SupplierId",
                        column: x => x.SupplierId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Device_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RegistrationEvent",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    RegistrationId = table.Column<long>(type: "bigint", nullable: false),
                    Action = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    State = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    OrganizationName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Role = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegistrationEvent", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RegistrationEvent_DeviceRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "DeviceRegistration",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RegistrationFile",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    RegistrationId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    UploadedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    FileName = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false),
                    ContentType = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    UploadedBy = table.Column<long>(type: "bigint", nullable: false),
                    UploadedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RegistrationFile", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RegistrationFile_DeviceRegistration_RegistrationId",
                        column: x => x.RegistrationId,
                        principalTable: "DeviceRegistration",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RectificationOrder",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ViolationId = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Number = table.Column<string>(type: "nvarchar(20)", maxLength: 20, nullable: false),
                    Days = table.Column<int>(type: "int", nullable: false),
                    DueOn = table.Column<DateOnly>(type: "date", nullable: false),
                    Demand = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    IssuedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    IssuedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Answer = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    PreparedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    AnsweredAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    AnsweredByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    OverdueAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Result = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Finding = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: true),
                    ReinspectedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ReinspectedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RectificationOrder", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RectificationOrder_Violation_ViolationId",
                        column: x => x.ViolationId,
                        principalTable: "Violation",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ViolationPhoto",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ViolationId = table.Column<long>(type: "bigint", nullable: true),
                    OrderOrdinal = table.Column<int>(type: "int", nullable: true),
                    Stage = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    FileName = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false),
                    ContentType = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    UploadedBy = table.Column<long>(type: "bigint", nullable: false),
                    UploadedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ViolationPhoto", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ViolationPhoto_Violation_ViolationId",
                        column: x => x.ViolationId,
                        principalTable: "Violation",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AbsenceRecord",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    LeaveId = table.Column<long>(type: "bigint", nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    Post = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    UnitId = table.Column<long>(type: "bigint", nullable: false),
                    PersonName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    DueAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AbsenceRecord", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AbsenceRecord_LeaveRequest_LeaveId",
                        column: x => x.LeaveId,
                        principalTable: "LeaveRequest",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_AbsenceRecord_Organization_UnitId",
                        column: x => x.UnitId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_AbsenceRecord_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "LeaveAttachment",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    LeaveId = table.Column<long>(type: "bigint", nullable: true),
                    FileName = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false),
                    ContentType = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    UploadedBy = table.Column<long>(type: "bigint", nullable: false),
                    UploadedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LeaveAttachment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LeaveAttachment_LeaveRequest_LeaveId",
                        column: x => x.LeaveId,
                        principalTable: "LeaveRequest",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Appeal",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    ScorecardId = table.Column<long>(type: "bigint", nullable: false),
                    CityId = table.Column<long>(type: "bigint", nullable: false),
                    SupplierId = table.Column<long>(type: "bigint", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Before = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    NewScore = table.Column<int>(type: "int", nullable: true),
                    NewDigest = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(1000)", maxLength: 1000, nullable: false),
                    FiledBy = table.Column<long>(type: "bigint", nullable: false),
                    FiledByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    FiledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    DecidedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ClosedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Appeal", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Appeal_Organization_CityId",
                        column: x => x.CityId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Appeal_Organization_SupplierId",
                        column: x => x.SupplierId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Appeal_Scorecard_ScorecardId",
                        column: x => x.ScorecardId,
                        principalTable: "Scorecard",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Consequence",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Status = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    CityId = table.Column<long>(type: "bigint", nullable: false),
                    SupplierId = table.Column<long>(type: "bigint", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    ScorecardId = table.Column<long>(type: "bigint", nullable: false),
                    Score = table.Column<int>(type: "int", nullable: false),
                    Counted = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    SuspensionMonths = table.Column<int>(type: "int", nullable: false),
                    ProposedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    AppealUntil = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    DecidedBy = table.Column<long>(type: "bigint", nullable: true),
                    DecidedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    EffectiveFrom = table.Column<DateOnly>(type: "date", nullable: true),
                    EffectiveUntil = table.Column<DateOnly>(type: "date", nullable: true),
                    Talk = table.Column<string>(type: "nvarchar(max)", nullable: true),
                    RecordedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    ClosedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Consequence", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Consequence_Organization_CityId",
                        column: x => x.CityId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Consequence_Organization_SupplierId",
                        column: x => x.SupplierId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_Consequence_Scorecard_ScorecardId",
                        column: x => x.ScorecardId,
                        principalTable: "Scorecard",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ScoreSnapshot",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ScorecardId = table.Column<long>(type: "bigint", nullable: false),
                    AsOf = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Score = table.Column<int>(type: "int", nullable: false),
                    Items = table.Column<string>(type: "nvarchar(max)", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScoreSnapshot", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ScoreSnapshot_Scorecard_ScorecardId",
                        column: x => x.ScorecardId,
                        principalTable: "Scorecard",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "Notification",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    MessageId = table.Column<long>(type: "bigint", nullable: false),
                    AccountId = table.Column<long>(type: "bigint", nullable: false),
                    Template = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Arguments = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Link = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    ReadAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Notification", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Notification_OutboxMessage_MessageId",
                        column: x => x.MessageId,
                        principalTable: "OutboxMessage",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "OverlayConfirmation",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    RegistrationId = table.Column<long>(type: "bigint", nullable: false),
                    CaptureId = table.Column<long>(type: "bigint", nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Complete = table.Column<bool>(type: "bit", nullable: false),
                    ConfirmedBy = table.Column<long>(type: "bigint", nullable: false),
                    ConfirmedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    ConfirmedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_OverlayConfirmation", x => x.Id);
                    table.ForeignKey(
                        name: "FK_OverlayConfirmation_Capture_CaptureId",
                        column: x => x.CaptureId,
                        principalTable: "Capture",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DeviceInterval",
                columns: table => new
                {
                    DeviceId = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    State = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Cause = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Presence = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    PresenceFrom = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Milliseconds = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeviceInterval", x => new { x.DeviceId, x.From });
                    table.ForeignKey(
                        name: "FK_DeviceInterval_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DeviceOutage",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DeviceId = table.Column<long>(type: "bigint", nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    SupplierId = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Cause = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    NoticeSentAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ReportedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ReportedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    ReportNote = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    RecoveredAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    End = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    ClosedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    RecoverySentAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeviceOutage", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeviceOutage_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_DeviceOutage_Organization_SupplierId",
                        column: x => x.SupplierId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_DeviceOutage_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DeviceRecord",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DeviceId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Online = table.Column<bool>(type: "bit", nullable: false),
                    Repair = table.Column<bool>(type: "bit", nullable: false),
                    Remark = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: true),
                    RecordedBy = table.Column<long>(type: "bigint", nullable: false),
                    RecordedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    RecordedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeviceRecord", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeviceRecord_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DeviceServicePeriod",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DeviceId = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Note = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true),
                    EndReason = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    EndNote = table.Column<string>(type: "nvarchar(200)", maxLength: 200, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeviceServicePeriod", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DeviceServicePeriod_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DeviceState",
                columns: table => new
                {
                    DeviceId = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Since = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Cause = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Present = table.Column<bool>(type: "bit", nullable: false),
                    LastSignAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    MainWidth = table.Column<int>(type: "int", nullable: true),
                    MainHeight = table.Column<int>(type: "int", nullable: true),
                    MainAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    SubWidth = table.Column<int>(type: "int", nullable: true),
                    SubHeight = table.Column<int>(type: "int", nullable: true),
                    SubAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DeviceState", x => x.DeviceId);
                    table.ForeignKey(
                        name: "FK_DeviceState_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DustAlarm",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DeviceId = table.Column<long>(type: "bigint", nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    Quantity = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Limit = table.Column<double>(type: "float", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    LastAbove = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    EndedBySilence = table.Column<bool>(type: "bit", nullable: false),
                    Peak = table.Column<double>(type: "float", nullable: false),
                    PeakAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    OpenedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DustAlarm", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DustAlarm_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_DustAlarm_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DustFrame",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DeviceId = table.Column<long>(type: "bigint", nullable: true),
                    Mn = table.Column<string>(type: "nvarchar(40)", maxLength: 40, nullable: true),
                    Command = table.Column<string>(type: "nvarchar(10)", maxLength: 10, nullable: true),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    RemoteAddress = table.Column<string>(type: "nvarchar(45)", maxLength: 45, nullable: false),
                    Text = table.Column<string>(type: "nvarchar(2000)", maxLength: 2000, nullable: false),
                    Problem = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true),
                    Detail = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Fitting = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DustFrame", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DustFrame_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DustInstrument",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    DeviceId = table.Column<long>(type: "bigint", nullable: false),
                    Mn = table.Column<string>(type: "nvarchar(32)", maxLength: 32, nullable: false),
                    Enabled = table.Column<bool>(type: "bit", nullable: false),
                    Variant = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Units = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Factors = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Ranges = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    SealedPassword = table.Column<byte[]>(type: "varbinary(400)", maxLength: 400, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DustInstrument", x => x.Id);
                    table.ForeignKey(
                        name: "FK_DustInstrument_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "DustReading",
                columns: table => new
                {
                    SourceId = table.Column<long>(type: "bigint", nullable: false),
                    RecordId = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false, collation: "Latin1_General_100_BIN2"),
                    DeviceId = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Span = table.Column<string>(type: "nvarchar(8)", maxLength: 8, nullable: false, defaultValue: "Moment"),
                    Pm25 = table.Column<double>(type: "float", nullable: true),
                    Pm10 = table.Column<double>(type: "float", nullable: true),
                    Tsp = table.Column<double>(type: "float", nullable: true),
                    Noise = table.Column<double>(type: "float", nullable: true),
                    WindSpeed = table.Column<double>(type: "float", nullable: true),
                    WindDirection = table.Column<double>(type: "float", nullable: true),
                    Temperature = table.Column<double>(type: "float", nullable: true),
                    Humidity = table.Column<double>(type: "float", nullable: true),
                    Pressure = table.Column<double>(type: "float", nullable: true),
                    Flags = table.Column<string>(type: "nvarchar(160)", maxLength: 160, nullable: true),
                    ReceivedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_DustReading", x => new { x.SourceId, x.RecordId });
                    table.ForeignKey(
                        name: "FK_DustReading_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "RelocationItem",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ApplicationId = table.Column<long>(type: "bigint", nullable: false),
                    DeviceId = table.Column<long>(type: "bigint", nullable: false),
                    ClaimedDeviceId = table.Column<long>(type: "bigint", nullable: true),
                    Position = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    NewPosition = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: true),
                    NewKind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_RelocationItem", x => x.Id);
                    table.ForeignKey(
                        name: "FK_RelocationItem_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_RelocationItem_RelocationApplication_ApplicationId",
                        column: x => x.ApplicationId,
                        principalTable: "RelocationApplication",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "StreamChange",
                columns: table => new
                {
                    DeviceId = table.Column<long>(type: "bigint", nullable: false),
                    Stream = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    At = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Width = table.Column<int>(type: "int", nullable: false),
                    Height = table.Column<int>(type: "int", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_StreamChange", x => new { x.DeviceId, x.Stream, x.At });
                    table.ForeignKey(
                        name: "FK_StreamChange_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AppealAttachment",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    AppealId = table.Column<long>(type: "bigint", nullable: true),
                    FileName = table.Column<string>(type: "nvarchar(150)", maxLength: 150, nullable: false),
                    ContentType = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    Hash = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Bytes = table.Column<long>(type: "bigint", nullable: false),
                    UploadedBy = table.Column<long>(type: "bigint", nullable: false),
                    UploadedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppealAttachment", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AppealAttachment_Appeal_AppealId",
                        column: x => x.AppealId,
                        principalTable: "Appeal",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "AppealItem",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    AppealId = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Deduction = table.Column<string>(type: "nvarchar(max)", nullable: false),
                    Verdict = table.Column<string>(type: "nvarchar(max)", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_AppealItem", x => x.Id);
                    table.ForeignKey(
                        name: "FK_AppealItem_Appeal_AppealId",
                        column: x => x.AppealId,
                        principalTable: "Appeal",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "SupplierRestriction",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    SupplierId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    From = table.Column<DateOnly>(type: "date", nullable: false),
                    Until = table.Column<DateOnly>(type: "date", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(300)", maxLength: 300, nullable: false),
                    AuthorityId = table.Column<long>(type: "bigint", nullable: false),
                    DecidedBy = table.Column<long>(type: "bigint", nullable: false),
                    DecidedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    LiftedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ConsequenceId = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_SupplierRestriction", x => x.Id);
                    table.ForeignKey(
                        name: "FK_SupplierRestriction_Consequence_ConsequenceId",
                        column: x => x.ConsequenceId,
                        principalTable: "Consequence",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SupplierRestriction_Organization_AuthorityId",
                        column: x => x.AuthorityId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_SupplierRestriction_Organization_SupplierId",
                        column: x => x.SupplierId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ScoreCorrection",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    CityId = table.Column<long>(type: "bigint", nullable: false),
                    SupplierId = table.Column<long>(type: "bigint", nullable: false),
                    Month = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    CheckedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    DeviceId = table.Column<long>(type: "bigint", nullable: true),
                    OutageId = table.Column<long>(type: "bigint", nullable: true),
                    RecoveredAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    Width = table.Column<int>(type: "int", nullable: true),
                    Height = table.Column<int>(type: "int", nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: false),
                    CaseId = table.Column<long>(type: "bigint", nullable: true),
                    DecidedBy = table.Column<long>(type: "bigint", nullable: false),
                    DecidedByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    DecidedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScoreCorrection", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ScoreCorrection_DeviceOutage_OutageId",
                        column: x => x.OutageId,
                        principalTable: "DeviceOutage",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ScoreCorrection_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ScoreCorrection_Organization_CityId",
                        column: x => x.CityId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ScoreCorrection_Organization_SupplierId",
                        column: x => x.SupplierId,
                        principalTable: "Organization",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ScoreDeduction",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    ScorecardId = table.Column<long>(type: "bigint", nullable: false),
                    Ordinal = table.Column<int>(type: "int", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Points = table.Column<int>(type: "int", nullable: false),
                    CheckedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    DeviceId = table.Column<long>(type: "bigint", nullable: true),
                    OutageId = table.Column<long>(type: "bigint", nullable: true),
                    Measured = table.Column<int>(type: "int", nullable: false),
                    Beside = table.Column<int>(type: "int", nullable: false),
                    From = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    Until = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ScoreDeduction", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ScoreDeduction_DeviceOutage_OutageId",
                        column: x => x.OutageId,
                        principalTable: "DeviceOutage",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ScoreDeduction_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ScoreDeduction_Scorecard_ScorecardId",
                        column: x => x.ScorecardId,
                        principalTable: "Scorecard",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateTable(
                name: "ViolationCandidate",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false),
                    SiteId = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "nvarchar(64)", maxLength: 64, nullable: false),
                    Rule = table.Column<string>(type: "nvarchar(60)", maxLength: 60, nullable: false),
                    Source = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: false),
                    DeviceId = table.Column<long>(type: "bigint", nullable: true),
                    OutageId = table.Column<long>(type: "bigint", nullable: true),
                    Since = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    FoundAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: false),
                    EndedAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    ViolationId = table.Column<long>(type: "bigint", nullable: true),
                    HandledAt = table.Column<DateTimeOffset>(type: "datetimeoffset(6)", precision: 6, nullable: true),
                    HandledByName = table.Column<string>(type: "nvarchar(100)", maxLength: 100, nullable: true),
                    Reason = table.Column<string>(type: "nvarchar(500)", maxLength: 500, nullable: true),
                    Revision = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ViolationCandidate", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ViolationCandidate_DeviceOutage_OutageId",
                        column: x => x.OutageId,
                        principalTable: "DeviceOutage",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ViolationCandidate_Device_DeviceId",
                        column: x => x.DeviceId,
                        principalTable: "Device",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ViolationCandidate_Site_SiteId",
                        column: x => x.SiteId,
                        principalTable: "Site",
                        principalColumn: "Id");
                    table.ForeignKey(
                        name: "FK_ViolationCandidate_Violation_ViolationId",
                        column: x => x.ViolationId,
                        principalTable: "Violation",
                        principalColumn: "Id");
                });

            migrationBuilder.CreateIndex(
                name: "IX_AbsenceRecord_LeaveId",
                table: "AbsenceRecord",
                column: "LeaveId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AbsenceRecord_RecordedAt",
                table: "AbsenceRecord",
                column: "RecordedAt");

            migrationBuilder.CreateIndex(
                name: "IX_AbsenceRecord_SiteId",
                table: "AbsenceRecord",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_AbsenceRecord_UnitId",
                table: "AbsenceRecord",
                column: "UnitId");

            migrationBuilder.CreateIndex(
                name: "IX_AcceptedModel_ModelKey_Kind",
                table: "AcceptedModel",
                columns: new[] { "ModelKey", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccessApplication_ContractorId",
                table: "AccessApplication",
                column: "ContractorId");

            migrationBuilder.CreateIndex(
                name: "IX_AccessApplication_CreatedAt",
                table: "AccessApplication",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_AccessApplication_Number",
                table: "AccessApplication",
                column: "Number",
                unique: true,
                filter: "[Number] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_AccessApplication_SiteId",
                table: "AccessApplication",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_AccessApplication_Status_SubmittedAt",
                table: "AccessApplication",
                columns: new[] { "Status", "SubmittedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_AccessApplication_SupplierId",
                table: "AccessApplication",
                column: "SupplierId");

            migrationBuilder.CreateIndex(
                name: "IX_AccessAttachment_ApplicationId",
                table: "AccessAttachment",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_AccessFormRevision_ApplicationId_Number",
                table: "AccessFormRevision",
                columns: new[] { "ApplicationId", "Number" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccessOpinion_ApplicationId",
                table: "AccessOpinion",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_Account_NormalizedEmail",
                table: "Account",
                column: "NormalizedEmail");

            migrationBuilder.CreateIndex(
                name: "IX_Account_NormalizedUserName",
                table: "Account",
                column: "NormalizedUserName",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_AccountClaim_UserId",
                table: "AccountClaim",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_AccountLogin_UserId",
                table: "AccountLogin",
                column: "UserId");

            migrationBuilder.CreateIndex(
                name: "IX_Appeal_CityId",
                table: "Appeal",
                column: "CityId");

            migrationBuilder.CreateIndex(
                name: "IX_Appeal_FiledAt",
                table: "Appeal",
                column: "FiledAt");

            migrationBuilder.CreateIndex(
                name: "IX_Appeal_ScorecardId_Status",
                table: "Appeal",
                columns: new[] { "ScorecardId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_Appeal_SupplierId_Month",
                table: "Appeal",
                columns: new[] { "SupplierId", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_AppealAttachment_AppealId",
                table: "AppealAttachment",
                column: "AppealId");

            migrationBuilder.CreateIndex(
                name: "IX_AppealItem_AppealId",
                table: "AppealItem",
                column: "AppealId");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_At",
                table: "AuditEntry",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_AuditEntry_SubjectKind_SubjectId",
                table: "AuditEntry",
                columns: new[] { "SubjectKind", "SubjectId" });

            migrationBuilder.CreateIndex(
                name: "IX_Capture_ManifestNumber_CapturedAt",
                table: "Capture",
                columns: new[] { "ManifestNumber", "CapturedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Capture_Plate_Test_CapturedAt_Id_RegistrationId",
                table: "Capture",
                columns: new[] { "Plate", "Test", "CapturedAt", "Id", "RegistrationId" });

            migrationBuilder.CreateIndex(
                name: "IX_Capture_RegistrationId_Test_CapturedAt_Id_Direction_Camera_Plate",
                table: "Capture",
                columns: new[] { "RegistrationId", "Test", "CapturedAt", "Id", "Direction", "Camera", "Plate" });

            migrationBuilder.CreateIndex(
                name: "IX_Capture_SourceId_Test_RecordId",
                table: "Capture",
                columns: new[] { "SourceId", "Test", "RecordId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Capture_Test_CapturedAt_Id",
                table: "Capture",
                columns: new[] { "Test", "CapturedAt", "Id" });

            migrationBuilder.CreateIndex(
                name: "IX_CaseCall_CalledKey",
                table: "CaseCall",
                column: "CalledKey");

            migrationBuilder.CreateIndex(
                name: "IX_CaseCall_CallerId_TokenId",
                table: "CaseCall",
                columns: new[] { "CallerId", "TokenId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Consequence_CityId_SupplierId_Month_Kind",
                table: "Consequence",
                columns: new[] { "CityId", "SupplierId", "Month", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Consequence_ProposedAt",
                table: "Consequence",
                column: "ProposedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Consequence_ScorecardId",
                table: "Consequence",
                column: "ScorecardId");

            migrationBuilder.CreateIndex(
                name: "IX_Consequence_SupplierId_Status",
                table: "Consequence",
                columns: new[] { "SupplierId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_CraneNotice_ContractorId",
                table: "CraneNotice",
                column: "ContractorId");

            migrationBuilder.CreateIndex(
                name: "IX_CraneNotice_CreatedAt",
                table: "CraneNotice",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_CraneNotice_Number",
                table: "CraneNotice",
                column: "Number",
                unique: true,
                filter: "[Number] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_CraneNotice_SiteId",
                table: "CraneNotice",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_DebugApplication_ApplicationId",
                table: "DebugApplication",
                column: "ApplicationId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DebugReceipt_ApplicationId",
                table: "DebugReceipt",
                column: "ApplicationId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DebugRound_ApplicationId_Ordinal",
                table: "DebugRound",
                columns: new[] { "ApplicationId", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DebugSlot_ApplicationId",
                table: "DebugSlot",
                column: "ApplicationId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DebugSlot_OperatorId_Date_Ordinal",
                table: "DebugSlot",
                columns: new[] { "OperatorId", "Date", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeclaredLink_ContractorId",
                table: "DeclaredLink",
                column: "ContractorId");

            migrationBuilder.CreateIndex(
                name: "IX_DeclaredLink_SiteId",
                table: "DeclaredLink",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_Device_ApplicationId_Ordinal",
                table: "Device",
                columns: new[] { "ApplicationId", "Ordinal" },
                unique: true,
                filter: "[ApplicationId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Device_Code",
                table: "Device",
                column: "Code",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Device_RegistrationId_Ordinal",
                table: "Device",
                columns: new[] { "RegistrationId", "Ordinal" },
                unique: true,
                filter: "[RegistrationId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Device_SiteId",
                table: "Device",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_Device_SupplierId",
                table: "Device",
                column: "SupplierId");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceInterval_DeviceId_Until",
                table: "DeviceInterval",
                columns: new[] { "DeviceId", "Until" });

            migrationBuilder.CreateIndex(
                name: "IX_DeviceOutage_DeviceId_RecoveredAt",
                table: "DeviceOutage",
                columns: new[] { "DeviceId", "RecoveredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DeviceOutage_From",
                table: "DeviceOutage",
                column: "From");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceOutage_NoticeSentAt",
                table: "DeviceOutage",
                column: "NoticeSentAt");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceOutage_RecoveredAt",
                table: "DeviceOutage",
                column: "RecoveredAt");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceOutage_SiteId",
                table: "DeviceOutage",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceOutage_SupplierId",
                table: "DeviceOutage",
                column: "SupplierId");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceRecord_DeviceId_At",
                table: "DeviceRecord",
                columns: new[] { "DeviceId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_DeviceRegistration_AccessNumber",
                table: "DeviceRegistration",
                column: "AccessNumber",
                unique: true,
                filter: "[AccessNumber] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceRegistration_AppliedAt",
                table: "DeviceRegistration",
                column: "AppliedAt");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceRegistration_ContractorId",
                table: "DeviceRegistration",
                column: "ContractorId");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceRegistration_SiteId",
                table: "DeviceRegistration",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceRegistration_State_AppliedAt",
                table: "DeviceRegistration",
                columns: new[] { "State", "AppliedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DeviceRegistration_SupplierId",
                table: "DeviceRegistration",
                column: "SupplierId");

            migrationBuilder.CreateIndex(
                name: "IX_DeviceServicePeriod_DeviceId_From",
                table: "DeviceServicePeriod",
                columns: new[] { "DeviceId", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DeviceStatusReport_DeviceId_At",
                table: "DeviceStatusReport",
                columns: new[] { "DeviceId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_DustAlarm_DeviceId_Quantity_From",
                table: "DustAlarm",
                columns: new[] { "DeviceId", "Quantity", "From" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DustAlarm_SiteId_From",
                table: "DustAlarm",
                columns: new[] { "SiteId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_DustAlarm_Until",
                table: "DustAlarm",
                column: "Until");

            migrationBuilder.CreateIndex(
                name: "IX_DustFrame_DeviceId_ReceivedAt",
                table: "DustFrame",
                columns: new[] { "DeviceId", "ReceivedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_DustFrame_ReceivedAt",
                table: "DustFrame",
                column: "ReceivedAt");

            migrationBuilder.CreateIndex(
                name: "IX_DustInstrument_DeviceId",
                table: "DustInstrument",
                column: "DeviceId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DustInstrument_Mn",
                table: "DustInstrument",
                column: "Mn",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_DustLimitSet_CityCode",
                table: "DustLimitSet",
                column: "CityCode",
                unique: true,
                filter: "[CityCode] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DustLimitSet_SiteId",
                table: "DustLimitSet",
                column: "SiteId",
                unique: true,
                filter: "[SiteId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_DustReading_DeviceId_At",
                table: "DustReading",
                columns: new[] { "DeviceId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_FormDraft_AccountId_Key",
                table: "FormDraft",
                columns: new[] { "AccountId", "Key" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_FormDraft_UpdatedAt",
                table: "FormDraft",
                column: "UpdatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_InabilityStatement_ContractorId",
                table: "InabilityStatement",
                column: "ContractorId");

            migrationBuilder.CreateIndex(
                name: "IX_InabilityStatement_FiledAt",
                table: "InabilityStatement",
                column: "FiledAt");

            migrationBuilder.CreateIndex(
                name: "IX_InabilityStatement_SiteId_Status",
                table: "InabilityStatement",
                columns: new[] { "SiteId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_LeaveAttachment_LeaveId",
                table: "LeaveAttachment",
                column: "LeaveId");

            migrationBuilder.CreateIndex(
                name: "IX_LeaveRequest_AccountId_From",
                table: "LeaveRequest",
                columns: new[] { "AccountId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_LeaveRequest_MembershipId",
                table: "LeaveRequest",
                column: "MembershipId");

            migrationBuilder.CreateIndex(
                name: "IX_LeaveRequest_Number",
                table: "LeaveRequest",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_LeaveRequest_SiteId",
                table: "LeaveRequest",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_LeaveRequest_StandInAccountId_From",
                table: "LeaveRequest",
                columns: new[] { "StandInAccountId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_LeaveRequest_StandInMembershipId",
                table: "LeaveRequest",
                column: "StandInMembershipId");

            migrationBuilder.CreateIndex(
                name: "IX_LeaveRequest_Status_To",
                table: "LeaveRequest",
                columns: new[] { "Status", "To" });

            migrationBuilder.CreateIndex(
                name: "IX_LeaveRequest_UnitId",
                table: "LeaveRequest",
                column: "UnitId");

            migrationBuilder.CreateIndex(
                name: "IX_Membership_AccountId_OrganizationId_Role",
                table: "Membership",
                columns: new[] { "AccountId", "OrganizationId", "Role" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Membership_OrganizationId_Role",
                table: "Membership",
                columns: new[] { "OrganizationId", "Role" });

            migrationBuilder.CreateIndex(
                name: "IX_MonthFile_CityId_Month_Version",
                table: "MonthFile",
                columns: new[] { "CityId", "Month", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_MuckSite_DepartmentId",
                table: "MuckSite",
                column: "DepartmentId");

            migrationBuilder.CreateIndex(
                name: "IX_MuckSite_NextReportAt",
                table: "MuckSite",
                column: "NextReportAt");

            migrationBuilder.CreateIndex(
                name: "IX_Notification_AccountId_At",
                table: "Notification",
                columns: new[] { "AccountId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Notification_AccountId_ReadAt",
                table: "Notification",
                columns: new[] { "AccountId", "ReadAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Notification_MessageId_AccountId",
                table: "Notification",
                columns: new[] { "MessageId", "AccountId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Organization_CreditCode_Kind",
                table: "Organization",
                columns: new[] { "CreditCode", "Kind" },
                unique: true,
                filter: "[CreditCode] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Organization_Kind_Name",
                table: "Organization",
                columns: new[] { "Kind", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_AccountId",
                table: "OutboxMessage",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_DeduplicationKey",
                table: "OutboxMessage",
                column: "DeduplicationKey",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_GatheredAt_DeliveredAt",
                table: "OutboxMessage",
                columns: new[] { "GatheredAt", "DeliveredAt" });

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_NextAttemptAt",
                table: "OutboxMessage",
                column: "NextAttemptAt");

            migrationBuilder.CreateIndex(
                name: "IX_OutboxMessage_WebhookId",
                table: "OutboxMessage",
                column: "WebhookId");

            migrationBuilder.CreateIndex(
                name: "IX_OverlayConfirmation_CaptureId_Hash",
                table: "OverlayConfirmation",
                columns: new[] { "CaptureId", "Hash" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_OverlayConfirmation_RegistrationId",
                table: "OverlayConfirmation",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_Patrol_AuthorityId_Day_SiteId",
                table: "Patrol",
                columns: new[] { "AuthorityId", "Day", "SiteId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Patrol_SiteId_Day",
                table: "Patrol",
                columns: new[] { "SiteId", "Day" });

            migrationBuilder.CreateIndex(
                name: "IX_PlatformOutage_From",
                table: "PlatformOutage",
                column: "From",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProcessDefinition_Key_Version",
                table: "ProcessDefinition",
                columns: new[] { "Key", "Version" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProcessHistory_InstanceId_Sequence",
                table: "ProcessHistory",
                columns: new[] { "InstanceId", "Sequence" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProcessInstance_BusinessKey_DefinitionKey",
                table: "ProcessInstance",
                columns: new[] { "BusinessKey", "DefinitionKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ProcessInstance_DefinitionId",
                table: "ProcessInstance",
                column: "DefinitionId");

            migrationBuilder.CreateIndex(
                name: "IX_ProcessTimer_DueAt",
                table: "ProcessTimer",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_ProcessTimer_InstanceId_TimerId",
                table: "ProcessTimer",
                columns: new[] { "InstanceId", "TimerId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RectificationOrder_Number",
                table: "RectificationOrder",
                column: "Number",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_RectificationOrder_ViolationId_Ordinal",
                table: "RectificationOrder",
                columns: new[] { "ViolationId", "Ordinal" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Region_ParentCode",
                table: "Region",
                column: "ParentCode");

            migrationBuilder.CreateIndex(
                name: "IX_RegistrationEvent_RegistrationId",
                table: "RegistrationEvent",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_RegistrationFile_RegistrationId",
                table: "RegistrationFile",
                column: "RegistrationId");

            migrationBuilder.CreateIndex(
                name: "IX_RelocationApplication_ContractorId",
                table: "RelocationApplication",
                column: "ContractorId");

            migrationBuilder.CreateIndex(
                name: "IX_RelocationApplication_CreatedAt",
                table: "RelocationApplication",
                column: "CreatedAt");

            migrationBuilder.CreateIndex(
                name: "IX_RelocationApplication_Number",
                table: "RelocationApplication",
                column: "Number",
                unique: true,
                filter: "[Number] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RelocationApplication_SiteId",
                table: "RelocationApplication",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_RelocationItem_ApplicationId",
                table: "RelocationItem",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_RelocationItem_ClaimedDeviceId",
                table: "RelocationItem",
                column: "ClaimedDeviceId",
                unique: true,
                filter: "[ClaimedDeviceId] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_RelocationItem_DeviceId",
                table: "RelocationItem",
                column: "DeviceId");

            migrationBuilder.CreateIndex(
                name: "IX_RequestLogEntry_SourceId_At",
                table: "RequestLogEntry",
                columns: new[] { "SourceId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Scorecard_CityId_Month_SupplierId",
                table: "Scorecard",
                columns: new[] { "CityId", "Month", "SupplierId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Scorecard_RuleSetId",
                table: "Scorecard",
                column: "RuleSetId");

            migrationBuilder.CreateIndex(
                name: "IX_Scorecard_SupplierId_Month",
                table: "Scorecard",
                columns: new[] { "SupplierId", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_ScoreClose_CityId_Month",
                table: "ScoreClose",
                columns: new[] { "CityId", "Month" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ScoreCorrection_CityId_SupplierId_Month",
                table: "ScoreCorrection",
                columns: new[] { "CityId", "SupplierId", "Month" });

            migrationBuilder.CreateIndex(
                name: "IX_ScoreCorrection_DeviceId",
                table: "ScoreCorrection",
                column: "DeviceId");

            migrationBuilder.CreateIndex(
                name: "IX_ScoreCorrection_OutageId",
                table: "ScoreCorrection",
                column: "OutageId");

            migrationBuilder.CreateIndex(
                name: "IX_ScoreCorrection_SupplierId",
                table: "ScoreCorrection",
                column: "SupplierId");

            migrationBuilder.CreateIndex(
                name: "IX_ScoreDeduction_DeviceId",
                table: "ScoreDeduction",
                column: "DeviceId");

            migrationBuilder.CreateIndex(
                name: "IX_ScoreDeduction_OutageId",
                table: "ScoreDeduction",
                column: "OutageId");

            migrationBuilder.CreateIndex(
                name: "IX_ScoreDeduction_ScorecardId_Ordinal",
                table: "ScoreDeduction",
                columns: new[] { "ScorecardId", "Ordinal" });

            migrationBuilder.CreateIndex(
                name: "IX_ScoreRuleSet_CityId_FirstMonth",
                table: "ScoreRuleSet",
                columns: new[] { "CityId", "FirstMonth" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ScoreSnapshot_ScorecardId_AsOf",
                table: "ScoreSnapshot",
                columns: new[] { "ScorecardId", "AsOf" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SignInRecord_AccountId_At",
                table: "SignInRecord",
                columns: new[] { "AccountId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_SignInRecord_Address_At",
                table: "SignInRecord",
                columns: new[] { "Address", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_Site_Number",
                table: "Site",
                column: "Number",
                unique: true,
                filter: "[Number] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_Site_RegionCode_State",
                table: "Site",
                columns: new[] { "RegionCode", "State" });

            migrationBuilder.CreateIndex(
                name: "IX_SiteParticipant_KeyMembershipId",
                table: "SiteParticipant",
                column: "KeyMembershipId");

            migrationBuilder.CreateIndex(
                name: "IX_SiteParticipant_OrganizationId",
                table: "SiteParticipant",
                column: "OrganizationId");

            migrationBuilder.CreateIndex(
                name: "IX_SiteWatch_ClaimedBy",
                table: "SiteWatch",
                column: "ClaimedBy");

            migrationBuilder.CreateIndex(
                name: "IX_SiteWatch_DueAt",
                table: "SiteWatch",
                column: "DueAt");

            migrationBuilder.CreateIndex(
                name: "IX_SupervisionNotice_ContractorId",
                table: "SupervisionNotice",
                column: "ContractorId");

            migrationBuilder.CreateIndex(
                name: "IX_SupervisionNotice_FiledAt",
                table: "SupervisionNotice",
                column: "FiledAt");

            migrationBuilder.CreateIndex(
                name: "IX_SupervisionNotice_LiftedById",
                table: "SupervisionNotice",
                column: "LiftedById");

            migrationBuilder.CreateIndex(
                name: "IX_SupervisionNotice_Number",
                table: "SupervisionNotice",
                column: "Number",
                unique: true,
                filter: "[Number] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SupervisionNotice_OwnerId",
                table: "SupervisionNotice",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_SupervisionNotice_SiteId_Status",
                table: "SupervisionNotice",
                columns: new[] { "SiteId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_SupplierAcceptance_ApplicationId",
                table: "SupplierAcceptance",
                column: "ApplicationId");

            migrationBuilder.CreateIndex(
                name: "IX_SupplierAcceptance_SupplierId_ModelKey_Kind",
                table: "SupplierAcceptance",
                columns: new[] { "SupplierId", "ModelKey", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SupplierKey_KeyId",
                table: "SupplierKey",
                column: "KeyId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_SupplierKey_OwnerId",
                table: "SupplierKey",
                column: "OwnerId");

            migrationBuilder.CreateIndex(
                name: "IX_SupplierKey_ReplacesId",
                table: "SupplierKey",
                column: "ReplacesId");

            migrationBuilder.CreateIndex(
                name: "IX_SupplierKey_SupplierId_OwnerId_Place",
                table: "SupplierKey",
                columns: new[] { "SupplierId", "OwnerId", "Place" },
                unique: true,
                filter: "[Place] IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_SupplierRestriction_AuthorityId",
                table: "SupplierRestriction",
                column: "AuthorityId");

            migrationBuilder.CreateIndex(
                name: "IX_SupplierRestriction_ConsequenceId",
                table: "SupplierRestriction",
                column: "ConsequenceId");

            migrationBuilder.CreateIndex(
                name: "IX_SupplierRestriction_SupplierId",
                table: "SupplierRestriction",
                column: "SupplierId");

            migrationBuilder.CreateIndex(
                name: "IX_SupplierRestriction_Until_EndedAt",
                table: "SupplierRestriction",
                columns: new[] { "Until", "EndedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Violation_AuthorityId",
                table: "Violation",
                column: "AuthorityId");

            migrationBuilder.CreateIndex(
                name: "IX_Violation_ContractorId_DecidedAt",
                table: "Violation",
                columns: new[] { "ContractorId", "DecidedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_Violation_RecordedAt",
                table: "Violation",
                column: "RecordedAt");

            migrationBuilder.CreateIndex(
                name: "IX_Violation_SiteId_Status",
                table: "Violation",
                columns: new[] { "SiteId", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_ViolationCandidate_DeviceId",
                table: "ViolationCandidate",
                column: "DeviceId");

            migrationBuilder.CreateIndex(
                name: "IX_ViolationCandidate_HandledAt_SiteId",
                table: "ViolationCandidate",
                columns: new[] { "HandledAt", "SiteId" });

            migrationBuilder.CreateIndex(
                name: "IX_ViolationCandidate_OutageId",
                table: "ViolationCandidate",
                column: "OutageId");

            migrationBuilder.CreateIndex(
                name: "IX_ViolationCandidate_SiteId",
                table: "ViolationCandidate",
                column: "SiteId");

            migrationBuilder.CreateIndex(
                name: "IX_ViolationCandidate_Source_Kind",
                table: "ViolationCandidate",
                columns: new[] { "Source", "Kind" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ViolationCandidate_ViolationId",
                table: "ViolationCandidate",
                column: "ViolationId");

            migrationBuilder.CreateIndex(
                name: "IX_ViolationPhoto_UploadedBy",
                table: "ViolationPhoto",
                column: "UploadedBy");

            migrationBuilder.CreateIndex(
                name: "IX_ViolationPhoto_ViolationId",
                table: "ViolationPhoto",
                column: "ViolationId");

            migrationBuilder.CreateIndex(
                name: "IX_Webhook_KeyId",
                table: "Webhook",
                column: "KeyId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Webhook_OrganizationId",
                table: "Webhook",
                column: "OrganizationId");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_BusinessKey_Status",
                table: "WorkItem",
                columns: new[] { "BusinessKey", "Status" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_InstanceId_TokenId",
                table: "WorkItem",
                columns: new[] { "InstanceId", "TokenId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_NextNoticeAt",
                table: "WorkItem",
                column: "NextNoticeAt");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_OrganizationId_Role_Status_DueAt",
                table: "WorkItem",
                columns: new[] { "OrganizationId", "Role", "Status", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_RegionCode_Status_DueAt",
                table: "WorkItem",
                columns: new[] { "RegionCode", "Status", "DueAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "AbsenceRecord");

            migrationBuilder.DropTable(
                name: "AcceptedModel");

            migrationBuilder.DropTable(
                name: "AccessAttachment");

            migrationBuilder.DropTable(
                name: "AccessFormRevision");

            migrationBuilder.DropTable(
                name: "AccessOpinion");

            migrationBuilder.DropTable(
                name: "AccountClaim");

            migrationBuilder.DropTable(
                name: "AccountLogin");

            migrationBuilder.DropTable(
                name: "AccountToken");

            migrationBuilder.DropTable(
                name: "AppealAttachment");

            migrationBuilder.DropTable(
                name: "AppealItem");

            migrationBuilder.DropTable(
                name: "AuditEntry");

            migrationBuilder.DropTable(
                name: "CalendarFollowUp");

            migrationBuilder.DropTable(
                name: "CalendarYear");

            migrationBuilder.DropTable(
                name: "CaseCall");

            migrationBuilder.DropTable(
                name: "CraneNotice");

            migrationBuilder.DropTable(
                name: "DataProtectionKey");

            migrationBuilder.DropTable(
                name: "DebugApplication");

            migrationBuilder.DropTable(
                name: "DebugDay");

            migrationBuilder.DropTable(
                name: "DebugReceipt");

            migrationBuilder.DropTable(
                name: "DebugRound");

            migrationBuilder.DropTable(
                name: "DebugSlot");

            migrationBuilder.DropTable(
                name: "DeclaredLink");

            migrationBuilder.DropTable(
                name: "DeviceInterval");

            migrationBuilder.DropTable(
                name: "DeviceRecord");

            migrationBuilder.DropTable(
                name: "DeviceServicePeriod");

            migrationBuilder.DropTable(
                name: "DeviceState");

            migrationBuilder.DropTable(
                name: "DeviceStatusReport");

            migrationBuilder.DropTable(
                name: "DustAlarm");

            migrationBuilder.DropTable(
                name: "DustFrame");

            migrationBuilder.DropTable(
                name: "DustInstrument");

            migrationBuilder.DropTable(
                name: "DustLimitSet");

            migrationBuilder.DropTable(
                name: "DustReading");

            migrationBuilder.DropTable(
                name: "DustWatch");

            migrationBuilder.DropTable(
                name: "FormDraft");

            migrationBuilder.DropTable(
                name: "InabilityStatement");

            migrationBuilder.DropTable(
                name: "LeaveAttachment");

            migrationBuilder.DropTable(
                name: "MonthFile");

            migrationBuilder.DropTable(
                name: "MuckSite");

            migrationBuilder.DropTable(
                name: "NodeHeartbeat");

            migrationBuilder.DropTable(
                name: "Notification");

            migrationBuilder.DropTable(
                name: "NumberSeries");

            migrationBuilder.DropTable(
                name: "OverlayConfirmation");

            migrationBuilder.DropTable(
                name: "Patrol");

            migrationBuilder.DropTable(
                name: "PlatformOutage");

            migrationBuilder.DropTable(
                name: "ProcessHistory");

            migrationBuilder.DropTable(
                name: "ProcessTimer");

            migrationBuilder.DropTable(
                name: "RectificationOrder");

            migrationBuilder.DropTable(
                name: "Region");

            migrationBuilder.DropTable(
                name: "RegistrationEvent");

            migrationBuilder.DropTable(
                name: "RegistrationFile");

            migrationBuilder.DropTable(
                name: "RelocationItem");

            migrationBuilder.DropTable(
                name: "RequestLogEntry");

            migrationBuilder.DropTable(
                name: "ScoreClose");

            migrationBuilder.DropTable(
                name: "ScoreCorrection");

            migrationBuilder.DropTable(
                name: "ScoreDeduction");

            migrationBuilder.DropTable(
                name: "ScoreSnapshot");

            migrationBuilder.DropTable(
                name: "SignalWindow");

            migrationBuilder.DropTable(
                name: "SignInRecord");

            migrationBuilder.DropTable(
                name: "SiteParticipant");

            migrationBuilder.DropTable(
                name: "SiteWatch");

            migrationBuilder.DropTable(
                name: "StreamChange");

            migrationBuilder.DropTable(
                name: "SupervisionNotice");

            migrationBuilder.DropTable(
                name: "SupplierAcceptance");

            migrationBuilder.DropTable(
                name: "SupplierKey");

            migrationBuilder.DropTable(
                name: "SupplierRestriction");

            migrationBuilder.DropTable(
                name: "UsedNonce");

            migrationBuilder.DropTable(
                name: "ViolationCandidate");

            migrationBuilder.DropTable(
                name: "ViolationPhoto");

            migrationBuilder.DropTable(
                name: "WorkItem");

            migrationBuilder.DropTable(
                name: "Appeal");

            migrationBuilder.DropTable(
                name: "LeaveRequest");

            migrationBuilder.DropTable(
                name: "OutboxMessage");

            migrationBuilder.DropTable(
                name: "Capture");

            migrationBuilder.DropTable(
                name: "RelocationApplication");

            migrationBuilder.DropTable(
                name: "Consequence");

            migrationBuilder.DropTable(
                name: "DeviceOutage");

            migrationBuilder.DropTable(
                name: "Violation");

            migrationBuilder.DropTable(
                name: "ProcessInstance");

            migrationBuilder.DropTable(
                name: "Membership");

            migrationBuilder.DropTable(
                name: "Webhook");

            migrationBuilder.DropTable(
                name: "Scorecard");

            migrationBuilder.DropTable(
                name: "Device");

            migrationBuilder.DropTable(
                name: "ProcessDefinition");

            migrationBuilder.DropTable(
                name: "Account");

            migrationBuilder.DropTable(
                name: "ScoreRuleSet");

            migrationBuilder.DropTable(
                name: "AccessApplication");

            migrationBuilder.DropTable(
                name: "DeviceRegistration");

            migrationBuilder.DropTable(
                name: "Organization");

            migrationBuilder.DropTable(
                name: "Site");

            migrationBuilder.DropSequence(
                name: "PortalKeys");
        }
    }
}
