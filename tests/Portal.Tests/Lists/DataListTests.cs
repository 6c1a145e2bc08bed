using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Lists;
using Portal.Tests.Shell;
using Workflows.Lists;

namespace Portal.Tests.Lists;

public sealed class DataListTests : IDisposable
{
    private readonly FaceContext _face = new();

    private NavigationManager Navigator => _face.Services.GetRequiredService<NavigationManager>();

    public void Dispose() => _face.Dispose();

    [Fact]
    public void List_AtAnAddress_ShowsThatPage()
    {
        Navigator.NavigateTo("/numbers?page=3");

        var list = Render(Numbers(25));

        list.FindAll("tbody tr").Count.ShouldBe(5);
        list.Find("tbody td").TextContent.Trim().ShouldBe("21");
        list.Find(".pager-count").TextContent.ShouldBe("21–25 of 25");
        list.Find("[aria-current=page]").TextContent.ShouldBe("3");
    }

    [Fact]
    public void List_WhenTheAddressChanges_ReadsAgain()
    {
        var list = Render(Numbers(25));

        Navigator.NavigateTo("/?page=2&sort=number&desc=1");

        list.WaitForAssertion(() => list.Find("tbody td").TextContent.Trim().ShouldBe("15"));
        list.Find("th").GetAttribute("aria-sort").ShouldBe("descending");
    }

    [Fact]
    public void List_BeyondItsEnd_ShowsTheLastPage()
    {
        Navigator.NavigateTo("/?page=9");

        var list = Render(Numbers(25));

        list.WaitForAssertion(() => list.Find("[aria-current=page]").TextContent.ShouldBe("3"));
    }

    [Fact]
    public void List_OfNothing_SaysWhatWouldBeHere() => Render(Numbers(0)).Find(".empty").TextContent.ShouldContain("No numbers yet");

    [Fact]
    public void List_OfNothingThatMatches_OffersToClearTheFilters()
    {
        Navigator.NavigateTo("/?q=x");

        var empty = Render(Numbers(0)).Find(".empty");

        empty.TextContent.ShouldContain("Nothing matches");
        empty.QuerySelector("a")!.GetAttribute("href").ShouldBe("/");
    }

    [Fact]
    public async Task List_WhenAnOlderAnswerComesLate_KeepsTheNewer()
    {
        var slow = new TaskCompletionSource<PageOf<int>>();
        var list = Render(request => request.Page.Number == 1 ? slow.Task : Task.FromResult(new PageOf<int>([22], 22)));
        Navigator.NavigateTo("/?page=2");
        list.WaitForAssertion(() => list.Find("tbody td").TextContent.Trim().ShouldBe("22"));

        await list.InvokeAsync(() => slow.SetResult(new PageOf<int>([1], 22)));

        list.Find("tbody td").TextContent.Trim().ShouldBe("22");
    }

    [Fact]
    public void List_BySlices_LinksToNewerAndOlderRows()
    {
        var older = new ListCursor(_face.Clock.GetUtcNow(), 7, Newer: false);
        Navigator.NavigateTo("/numbers?q=x&at=" + older);
        SliceRequest? asked = null;

        var list = _face.Render<SampleList>(parameters => parameters.Add(l => l.LoadSlice, request =>
        {
            asked = request.Slice;
            return Task.FromResult(new SliceOf<int>([6, 5], older with { Id = 6, Newer = true }, older with { Id = 5 }));
        }));

        asked.ShouldBe(new SliceRequest { From = older, Size = 10 });
        list.FindAll("tbody tr").Count.ShouldBe(2);
        list.FindAll(".pager a").Select(a => a.GetAttribute("href")!.Replace("http://localhost", "", StringComparison.Ordinal))
            .ShouldBe(["/numbers?q=x", $"/numbers?q=x&at={older with { Id = 6, Newer = true }}", $"/numbers?q=x&at={older with { Id = 5 }}"]);
    }

    [Fact]
    public void SetFilter_OnASlice_GoesBackToTheNewestRows()
    {
        Navigator.NavigateTo("/numbers?at=o1.1");

        Navigator.SetFilter("q", "x");

        Navigator.Uri.ShouldEndWith("/numbers?q=x");
    }

    private IRenderedComponent<SampleList> Render(Func<ListRequest, Task<PageOf<int>>> load) =>
        _face.Render<SampleList>(parameters => parameters.Add(list => list.Load, load));

    private static Func<ListRequest, Task<PageOf<int>>> Numbers(int count) => request =>
    {
        var all = Enumerable.Range(1, count);
        if (request.Page.Descending) all = all.Reverse();
        return Task.FromResult(new PageOf<int>([.. all.Skip(request.Page.Skip).Take(request.Page.Size)], count));
    };
}
