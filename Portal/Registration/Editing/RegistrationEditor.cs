using System.Text.Json;
using Domain;
using Domain.Access;
using Domain.Organizations;
using Domain.Registration;
using Portal.Drafts;
using Portal.Fields;
using Workflows.Registration;

namespace Portal.Registration.Editing;

/// <summary>
/// A registration's form while somebody fills it in. A draft is stored as it is typed; from the first complete save on only complete forms are
/// stored, and what is typed in between is kept by the page.
/// </summary>
public sealed class RegistrationEditor
{
    private readonly RegistrationEditorServices _services;
    private readonly Actor _actor;
    private readonly SaveRunner _saves;
    private readonly List<(FormProblem Problem, string? Of)> _answered = [];
    private string _stored = "";

    private RegistrationEditor(RegistrationEditorServices services, Actor actor, RegistrationView view)
    {
        _services = services;
        _actor = actor;
        _saves = new SaveRunner(StoreAsync);
        View = view;
        Model = Take(view);
    }

    /// <summary>Replaced as a whole by a kept draft or a colleague's version.</summary>
    public RegistrationModel Model { get; set; }

    /// <summary>As last read.</summary>
    public RegistrationView View { get; private set; }

    public long Revision { get; private set; }

    /// <summary>A colleague's version, stored since this one was read; nothing is saved until the person has chosen.</summary>
    public RegistrationView? Theirs { get; private set; }

    public bool IsDraft => View.State == RegistrationState.Draft;

    /// <summary>The county of a known site; forms of the other origins name theirs.</summary>
    public string? KnownRegion { get; set; }

    /// <summary>The site's county as far as it is known.</summary>
    public string? Region => View.Site is { } site && Model.Origin != SiteOrigin.ByHand ? site.RegionCode : Model.Origin switch
    {
        SiteOrigin.Declared => Model.DeclaredRegion,
        SiteOrigin.Known => KnownRegion,
        _ => Model.Site.RegionCode,
    };

    /// <summary>Something changed that no input made.</summary>
    public event Action? Changed;

    /// <exception cref="DomainException">registration.unknown.</exception>
    public static async Task<RegistrationEditor> OpenAsync(RegistrationEditorServices services, Actor actor, long id)
    {
        ArgumentNullException.ThrowIfNull(services);
        return new RegistrationEditor(services, actor, await services.Reader.ReadAsync(actor, id));
    }

    /// <summary>Everything that stands against saving the form as complete: the rules, and what the registers answered to what still stands there.</summary>
    public IReadOnlyList<FormProblem> Problems()
    {
        var form = Model.ToForm();
        var problems = RegistrationRules.Check(form, Region).ToList();
        // Ticked, but with nothing in its fields the rules take it for not leaving.
        if (Model.Origin == SiteOrigin.ByHand)
            problems.AddRange(form.Site.Wastes.Where(w => w.IsEmpty()).Select(w => new FormProblem($"site.wastes.{w.Kind}.transporter", "field.required")));
        problems.AddRange(_answered.Where(a => ValueOf(a.Problem.Field) == a.Of && !problems.Any(p => p.Field == a.Problem.Field && p.Code == a.Problem.Code)).Select(a => a.Problem));
        return problems;
    }

    /// <summary>Stores a draft as it stands.</summary>
    /// <exception cref="DomainException">registration.changed-meanwhile (then <see cref="Theirs"/> is there), and those of RegistrationDrafts.</exception>
    public Task SaveDraftAsync() => _saves.RunAsync();

    /// <summary>Saves the form as complete.</summary>
    /// <returns>The access number.</returns>
    /// <exception cref="DomainException">registration.incomplete after the registers were asked (see <see cref="Problems"/>), and those of RegistrationSaves.</exception>
    public async Task<string> SubmitAsync()
    {
        if (Theirs is not null) throw new DomainException("registration.changed-meanwhile");
        if (IsDraft) await SaveDraftAsync();
        var form = Model.ToForm();
        _answered.Clear();
        var problems = await _services.Saves.CheckAsync(_actor, View.Id, form);
        if (problems.Count > 0)
        {
            _answered.AddRange(problems.Select(p => (p, ValueOf(p.Field))));
            throw new DomainException("registration.incomplete", problems.Count);
        }

        try
        {
            return await _services.Saves.SaveAsync(new SaveRegistration { Actor = _actor, RegistrationId = View.Id, Form = form, Revision = Revision });
        }
        catch (DomainException overtaken) when (overtaken.Code == "registration.changed-meanwhile")
        {
            await MeetAsync();
            throw;
        }
    }

    /// <summary>Stores a file and puts it into the row.</summary>
    public async Task AttachAsync(DeviceModel device, RegistrationFileKind kind, UploadedFile file)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(file);
        device.SetFile(kind, await _services.Drafts.AttachAsync(
            new AttachRegistrationFile { Actor = _actor, RegistrationId = View.Id, Kind = kind, FileName = file.Name, Content = file.Content }));
    }

    public Task DiscardAsync() => _services.Drafts.DiscardAsync(_actor, View.Id);

    /// <summary>Drops what was typed here for the colleague's version.</summary>
    public void TakeTheirs()
    {
        if (Theirs is not { } theirs) return;
        Theirs = null;
        View = theirs;
        Model = Take(theirs);
        Changed?.Invoke();
    }

    /// <summary>The next save stores what stands here over the colleague's version, which was seen.</summary>
    public void KeepMine()
    {
        if (Theirs is not { } theirs) return;
        Theirs = null;
        View = theirs;
        (Revision, _stored) = (theirs.Revision, Text(theirs.Form));
        Changed?.Invoke();
    }

    private async Task StoreAsync()
    {
        if (Theirs is not null) throw new DomainException("registration.changed-meanwhile");
        var form = Model.ToForm();
        var text = Text(form);
        if (text == _stored) return;
        try
        {
            Revision = await _services.Drafts.SaveAsync(new SaveRegistrationDraft { Actor = _actor, RegistrationId = View.Id, Form = form, Revision = Revision });
            _stored = text;
        }
        catch (DomainException overtaken) when (overtaken.Code == "registration.changed-meanwhile")
        {
            await MeetAsync();
            throw;
        }
    }

    private async Task MeetAsync()
    {
        Theirs = await _services.Reader.ReadAsync(_actor, View.Id);
        Changed?.Invoke();
    }

    private RegistrationModel Take(RegistrationView view)
    {
        (Revision, _stored) = (view.Revision, Text(view.Form));
        return RegistrationModel.Of(view.Form, id => view.Files.GetValueOrDefault(id)?.FileName);
    }

    /// <summary>What an answer of the registers was about: it no longer counts once that is changed.</summary>
    private string? ValueOf(string field)
    {
        var index = field.StartsWith("devices[", StringComparison.Ordinal) ? int.Parse(field.AsSpan(8, field.IndexOf(']', StringComparison.Ordinal) - 8), System.Globalization.CultureInfo.InvariantCulture) : -1;
        if (index >= Model.Devices.Count) return null;
        return field.Split('.')[^1] switch
        {
            "supplierId" => $"{Model.SupplierId}",
            "declaredNumbers" => string.Join(',', Model.DeclaredNumbers),
            "declaredRegion" => Model.DeclaredRegion,
            "knownSiteId" => $"{Model.KnownSiteId}",
            "regionCode" => Model.Site.RegionCode,
            "departmentId" => $"{Model.Site.DepartmentId} {Model.Site.RegionCode}",
            "code" when index >= 0 => Model.Devices[index].Code,
            "photoId" when index >= 0 => $"{Model.Devices[index].Photo?.Id}",
            "scenePhotoId" when index >= 0 => $"{Model.Devices[index].ScenePhoto?.Id}",
            "contractId" when index >= 0 => $"{Model.Devices[index].Contract?.Id}",
            // The rules find all others themselves, as long as they stand.
            _ => Guid.NewGuid().ToString(),
        };
    }

    private static string Text(RegistrationForm form) => JsonSerializer.Serialize(form);
}

/// <summary>What the editor stands on.</summary>
public sealed record RegistrationEditorServices(RegistrationDrafts Drafts, RegistrationSaves Saves, RegistrationReader Reader);
