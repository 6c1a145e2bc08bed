using Bunit;
using Microsoft.JSInterop;
using Portal.Lists;
using Portal.Shell;

namespace Portal.Tests.Shell;

public sealed class BrowsingTests
{
    public static TheoryData<Exception> Leavings => [new JSDisconnectedException("gone"), new TaskCanceledException("given up"), new OperationCanceledException("closed")];

    [Theory]
    [MemberData(nameof(Leavings))]
    public Task UnlessLeft_BrowserLeaves_DropsTheCalls(Exception left) => Browsing.UnlessLeftAsync(() => Task.FromException(left));

    [Fact]
    public Task UnlessLeft_ScriptFails_IsHeardOf() => Should.ThrowAsync<JSException>(() => Browsing.UnlessLeftAsync(() => Task.FromException(new JSException("a fault"))));

    /// <summary>A page that is closed takes along the calls that end its parts: that is no incident of the circuit.</summary>
    [Fact]
    public async Task Component_EndsWhileItsBrowserLeaves_IsNoError()
    {
        await using var face = new FaceContext();
        var script = face.JSInterop.SetupModule("./Lists/RowKeys.razor.js");
        script.SetupVoid("attach", _ => true).SetVoidResult();
        script.SetupVoid("detach", _ => true).SetCanceled();
        face.Render<RowKeys>().WaitForAssertion(() => script.VerifyInvoke("attach"));

        await face.DisposeComponentsAsync();

        script.VerifyInvoke("detach");
        face.Renderer.UnhandledException.IsCompleted.ShouldBeFalse();
    }
}
