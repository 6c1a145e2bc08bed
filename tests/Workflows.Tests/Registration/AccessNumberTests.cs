using System.Globalization;
using Domain;
using Domain.Registration;
using Microsoft.EntityFrameworkCore;
using Testing;
using Workflows.Registration;
using static Testing.Refusals;

namespace Workflows.Tests.Registration;

public sealed class AccessNumberTests : RegistrationTest
{
    [Fact]
    public async Task Save_Complete_GivesTheYearsFirstNumber()
    {
        var (id, revision) = await Walk.DraftAsync();
        var form = (await Walk.ReadAsync(id)).Form;

        var number = await Saves.SaveAsync(new SaveRegistration { Actor = World.SiteClerk, RegistrationId = id, Form = form, Revision = revision });

        number.ShouldBe("GD202600001");
        (await StoredAsync(id)).AccessNumber.ShouldBe(number);
    }

    [Fact]
    public async Task Save_InANewYear_BeginsAgain()
    {
        await Walk.DebuggingAsync();
        // 31 December in Shanghai is still the old year there, whatever UTC says.
        World.Clock.MoveTo(TestClock.ShanghaiTime(2026, 12, 31, 23, 59));
        var old = await StoredAsync(await Walk.DebuggingAsync());
        World.Clock.MoveTo(TestClock.ShanghaiTime(2027, 1, 1));

        var next = await StoredAsync(await Walk.DebuggingAsync());

        (old.AccessNumber, next.AccessNumber).ShouldBe(("GD202600002", "GD202700001"));
    }

    /// <summary>Twenty at once, every third of which fails after it has taken its number: no number is missing, none is there twice.</summary>
    [Fact]
    public async Task Save_TwentyAtOnceWithFailuresBetween_LeavesNeitherGapsNorDoubles()
    {
        var forms = new List<(long Id, long Revision, RegistrationForm Form)>();
        var taken = await Walk.FormAsync();
        for (var i = 0; i < 20; i++)
        {
            // Those that fail all want the code of the same device: the index refuses all but one, after the number was taken.
            var form = await Walk.FormAsync();
            if (i % 3 == 2) form = form with { Devices = [form.Devices[0] with { Code = taken.Devices[0].Code }, .. form.Devices.Skip(1)] };
            var (id, revision) = await Walk.DraftAsync(form: form);
            forms.Add((id, revision, form));
        }

        var results = await Task.WhenAll(forms.Select(f => TryAsync(f.Id, f.Revision, f.Form)));

        var numbers = results.OfType<string>().Order(StringComparer.Ordinal).ToList();
        numbers.ShouldBe(Enumerable.Range(1, 15).Select(n => string.Create(CultureInfo.InvariantCulture, $"GD2026{n:D5}")));
        // The next one comes without a gap.
        (await StoredAsync(await Walk.DebuggingAsync())).AccessNumber.ShouldBe("GD202600016");

        async Task<string?> TryAsync(long id, long revision, RegistrationForm form)
        {
            try
            {
                return await World.Get<RegistrationSaves>().SaveAsync(
                    new SaveRegistration { Actor = World.SiteClerk, RegistrationId = id, Form = form, Revision = revision });
            }
            catch (DomainException refused) when (refused.Code == "registration.code-taken")
            {
                return null;
            }
        }
    }

    [Fact]
    public async Task Save_TheSameDraftTwiceAtOnce_GivesOneNumber()
    {
        var (id, revision) = await Walk.DraftAsync();
        var form = (await Walk.ReadAsync(id)).Form;
        var save = new SaveRegistration { Actor = World.SiteClerk, RegistrationId = id, Form = form, Revision = revision };

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                return await World.Get<RegistrationSaves>().SaveAsync(save);
            }
            catch (DomainException refused)
            {
                return refused.Code;
            }
        }));

        results.Order(StringComparer.Ordinal).ShouldBe(
            ["GD202600001", "registration.changed-meanwhile", "registration.changed-meanwhile", "registration.changed-meanwhile"]);
        await using var db = World.Open();
        (await db.Set<Domain.Devices.Device>().CountAsync()).ShouldBe(4);
    }

    [Fact]
    public async Task Save_Incomplete_TakesNoNumber()
    {
        var form = await Walk.FormAsync() with { ContactPhone = "12" };
        var (id, revision) = await Walk.DraftAsync(form: form);

        await RefusedAsync("field.phone", () => Saves.SaveAsync(new SaveRegistration { Actor = World.SiteClerk, RegistrationId = id, Form = form, Revision = revision }));

        (await StoredAsync(id)).State.ShouldBe(RegistrationState.Draft);
        (await StoredAsync(await Walk.DebuggingAsync())).AccessNumber.ShouldBe("GD202600001");
    }
}
