using System.Text.Json;
using Domain;
using Domain.Access;
using Domain.Organizations;
using Portal.Drafts;
using Portal.Fields;
using Workflows.Access;
using Workflows.Drafts;

namespace Portal.Access.Editing;

/// <summary>
/// An application's form while somebody fills it in: what stands in the fields, what is stored of it, what is wrong with it, and a
/// colleague's version if one came in between. Every change is saved to the application itself.
/// </summary>
public sealed class FormEditor
{
    private readonly FormEditorServices _services;
    private readonly Actor _actor;
    private readonly long _id;
    private readonly SaveRunner _saves;
    private long _revision;
    private string _stored = "";
    private string? _storedOpinion;
    private string _decisive = "";

    private FormEditor(FormEditorServices services, Actor actor, AccessCase access, AccessPreview preview)
    {
        _services = services;
        _actor = actor;
        _id = access.Id;
        _saves = new SaveRunner(StoreAsync);
        Case = access;
        Preview = preview;
        TakeOver(access);
    }

    public FormModel Model { get; } = new();

    /// <summary>The application as last read: site, files, letter, opinions. Its form may be older than <see cref="Model"/>.</summary>
    public AccessCase Case { get; private set; }

    /// <summary>What the registers say to the form as last stored.</summary>
    public AccessPreview Preview { get; private set; }

    /// <summary>A colleague's version, stored since this one was read; nothing is saved until the person has chosen.</summary>
    public AccessCase? Theirs { get; private set; }

    /// <summary>It was submitted or withdrawn meanwhile: nothing can be saved any more.</summary>
    public bool Closed { get; private set; }

    public bool MaySubmit => Case.Rights.Submit;

    /// <summary>Something changed that no input made.</summary>
    public event Action? Changed;

    /// <exception cref="DomainException">access.unknown.</exception>
    public static async Task<FormEditor> OpenAsync(FormEditorServices services, Actor actor, long id)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(actor);
        var editor = new FormEditor(services, actor, await services.Cases.ReadAsync(actor, id), await services.Submission.PreviewAsync(actor, id));
        if (await services.Opinions.LoadAsync(actor.AccountId, editor.OpinionKey) is { } kept) editor.Model.Opinion = editor._storedOpinion = kept.Document;
        return editor;
    }

    /// <summary>Everything that stands against submitting, in the order of the steps.</summary>
    public IReadOnlyList<FormProblem> Problems()
    {
        var problems = AccessFormRules.Check(Model.ToForm()).Concat(Preview.Problems.Where(OfRegisters));
        if (MaySubmit && string.IsNullOrWhiteSpace(Model.Opinion)) problems = problems.Append(new FormProblem("opinion", "opinion.text-required"));
        return [.. problems.OrderBy(p => FormSteps.Of(p.Field))];
    }

    /// <summary>Stores what stands in the fields.</summary>
    /// <exception cref="DomainException">access.changed-by-other (then <see cref="Theirs"/> is there), access.not-editable, and those of AccessDrafts.</exception>
    public Task SaveAsync() => _saves.RunAsync();

    public async Task AttachAsync(AttachmentKind kind, UploadedFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        await _services.Drafts.AttachAsync(new AttachAccessFile
        {
            Actor = _actor,
            ApplicationId = _id,
            Kind = kind,
            FileName = file.Name,
            Content = file.Content,
        });
        await RefreshAsync();
    }

    public async Task RemoveAsync(long attachmentId)
    {
        await _services.Drafts.RemoveAttachmentAsync(_actor, _id, attachmentId);
        await RefreshAsync();
    }

    /// <summary>Drops what was typed here for the colleague's version.</summary>
    public async Task TakeTheirsAsync()
    {
        if (Theirs is not { } theirs) return;
        Theirs = null;
        TakeOver(theirs);
        await RefreshAsync();
    }

    /// <summary>The next save stores what stands here over the colleague's version, which was seen.</summary>
    public void KeepMine()
    {
        if (Theirs is not { } theirs) return;
        Theirs = null;
        (_revision, _stored) = (theirs.Revision, Text(theirs.Form));
        Changed?.Invoke();
    }

    /// <summary>Signs and submits what stands in the fields.</summary>
    /// <returns>The application's number.</returns>
    /// <exception cref="DomainException">Those of <see cref="SaveAsync"/> and AccessSubmission.</exception>
    public async Task<string> SubmitAsync()
    {
        await SaveAsync();
        try
        {
            var number = await _services.Submission.SubmitAsync(new SubmitAccessApplication
            {
                Actor = _actor,
                ApplicationId = _id,
                Opinion = Model.Opinion ?? "",
                Revision = _revision,
            });
            await _services.Opinions.DiscardAsync(_actor.AccountId, OpinionKey);
            return number;
        }
        catch (DomainException refused)
        {
            // What stands against it may have changed since the page was read; nothing unsaved was there to meet a colleague's version.
            await RefreshAsync();
            if (refused.Code == "access.changed-by-other" && Text(Case.Form) != _stored) Theirs = Case;
            Changed?.Invoke();
            throw;
        }
    }

    private string OpinionKey => $"access-opinion/{_id}";

    private async Task StoreAsync()
    {
        if (Theirs is not null) throw new DomainException("access.changed-by-other");
        await StoreOpinionAsync();
        var form = Model.ToForm();
        var text = Text(form);
        if (text == _stored) return;
        try
        {
            _revision = await TryStoreAsync(form);
        }
        catch (DomainException refused) when (refused.Code is "access.not-editable" or "access.unknown")
        {
            Closed = true;
            Changed?.Invoke();
            throw;
        }

        _stored = text;
        if (_decisive != Decisive()) await RefreshAsync();
    }

    private async Task<long> TryStoreAsync(AccessForm form)
    {
        try
        {
            return await StoreAtAsync(form, _revision);
        }
        catch (DomainException overtaken) when (overtaken.Code == "access.changed-by-other")
        {
            // A file or the installer's signature also advances the revision; only another form is another version.
            var now = await _services.Cases.ReadAsync(_actor, _id);
            if (Text(now.Form) == _stored) return await StoreAtAsync(form, now.Revision);
            Theirs = now;
            Changed?.Invoke();
            throw;
        }
    }

    private Task<long> StoreAtAsync(AccessForm form, long revision) => _services.Drafts.SaveFormAsync(
        new SaveAccessForm { Actor = _actor, ApplicationId = _id, Form = form, Revision = revision });

    private async Task StoreOpinionAsync()
    {
        if (Model.Opinion == _storedOpinion) return;
        var opinion = Model.Opinion;
        if (string.IsNullOrWhiteSpace(opinion)) await _services.Opinions.DiscardAsync(_actor.AccountId, OpinionKey);
        else await _services.Opinions.SaveAsync(new SaveFormDraft { AccountId = _actor.AccountId, Key = OpinionKey, Document = opinion });
        _storedOpinion = opinion;
    }

    private async Task RefreshAsync()
    {
        _decisive = Decisive();
        var now = await _services.Cases.ReadAsync(_actor, _id);
        if (now.Revision > _revision && Text(now.Form) == _stored) _revision = now.Revision;
        Preview = await _services.Submission.PreviewAsync(_actor, _id);
        Case = now;
        Closed |= !now.Rights.Edit;
        Changed?.Invoke();
    }

    private void TakeOver(AccessCase access)
    {
        Model.Read(access.Form);
        (_revision, _stored) = (access.Revision, Text(access.Form));
        _decisive = Decisive();
    }

    private static bool OfRegisters(FormProblem problem) =>
        problem.Field.StartsWith("attachments.", StringComparison.Ordinal) || problem.Code.StartsWith("access.supplier-", StringComparison.Ordinal);

    /// <summary>What the registers' answer hangs on: installer and models.</summary>
    private string Decisive() => JsonSerializer.Serialize(new { Model.SupplierId, Models = Model.Positions.Select(p => new { p.Kind, p.Brand, p.Model }) });

    private static string Text(AccessForm form) => JsonSerializer.Serialize(form);
}

/// <summary>What the editor stands on.</summary>
public sealed record FormEditorServices(AccessDrafts Drafts, AccessSubmission Submission, AccessCaseReader Cases, FormDrafts Opinions);
