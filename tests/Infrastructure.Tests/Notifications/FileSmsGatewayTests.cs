using Infrastructure.Notifications;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Testing;

namespace Infrastructure.Tests.Notifications;

public sealed class FileSmsGatewayTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("portal-sms-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task SendAsync_TwiceWithOneId_LeavesOneFileForItsOwnerAlone()
    {
        var gateway = new FileSmsGateway(_folder.FullName, new TestClock());

        await gateway.SendAsync(new SmsMessage(7, "13700000001", "您有新的待办"), default);
        await gateway.SendAsync(new SmsMessage(7, "13700000001", "您有新的待办"), default);

        var file = _folder.GetFiles().ShouldHaveSingleItem();
        (await File.ReadAllTextAsync(file.FullName)).ShouldContain("您有新的待办");
        file.UnixFileMode.ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    [Fact]
    public async Task SendAsync_WhereItCannotWrite_SaysThatNothingWasSent()
    {
        var gateway = new FileSmsGateway(Path.Combine(_folder.FullName, "gone"), new TestClock());
        Directory.Delete(Path.Combine(_folder.FullName, "gone"));

        await Should.ThrowAsync<SmsNotSentException>(() => gateway.SendAsync(new SmsMessage(7, "1", "x"), default));
    }

    [Theory]
    [InlineData("Development", true, typeof(FileSmsGateway))]
    [InlineData("Development", false, typeof(MissingSmsGateway))]
    [InlineData("Production", true, typeof(MissingSmsGateway))]
    public void AddPortalSms_ByEnvironmentAndFolder_Chooses(string environment, bool folder, Type expected)
    {
        var settings = new Dictionary<string, string?> { [SmsSetup.FolderSetting] = folder ? _folder.FullName : null };
        using var services = new ServiceCollection()
            .AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = environment })
            .AddPortalSms(new ConfigurationBuilder().AddInMemoryCollection(settings).Build())
            .BuildServiceProvider();

        services.GetRequiredService<ISmsGateway>().ShouldBeOfType(expected);
    }
}
