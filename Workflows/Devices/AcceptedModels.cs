using Domain;
using Domain.Access;
using Domain.Audit;
using Domain.Devices;
using Domain.Organizations;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Workflows.Audit;
using Workflows.Lists;
using Workflows.Organizations;

namespace Workflows.Devices;

/// <summary>Puts a model on the list.</summary>
public sealed record AddAcceptedModel
{
    public required Actor Actor { get; init; }
    public required DeviceKind Kind { get; init; }
    public required string Brand { get; init; }
    public required string Model { get; init; }
    public string? Note { get; init; }
}

/// <summary>Which models are asked for.</summary>
public sealed record AcceptedModelQuery
{
    /// <summary>Part of brand and model.</summary>
    public string? Text { get; init; }

    public DeviceKind? Kind { get; init; }

    public bool? Listed { get; init; }

    public PageRequest Page { get; init; } = new();
}

/// <summary>A row of the list.</summary>
public sealed record AcceptedModelRow(long Id, DeviceKind Kind, string Brand, string Model, string? Note, bool Listed, DateTimeOffset ListedAt);

/// <summary>
/// The operator's list of accepted models, which decides about the commitment track (S2 annex 1, section 4). Everyone signed in may read
/// it: applicants choose by it.
/// </summary>
public sealed class AcceptedModels(IDbContextFactory<PortalDbContext> databases, TimeProvider time)
{
    private static readonly Role[] Keepers = [Role.OperatorEngineer];

    public async Task<PageOf<AcceptedModelRow>> ListAsync(AcceptedModelQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        var models = db.Set<AcceptedModel>().AsNoTracking();
        if (query.Kind is { } kind) models = models.Where(m => m.Kind == kind);
        if (query.Listed is { } listed) models = models.Where(m => m.Listed == listed);
        if (!string.IsNullOrWhiteSpace(query.Text))
        {
            // The key is what two spellings have in common, so a search finds either.
            var like = LikePattern.Containing(DeviceModel.Normalize(query.Text));
            models = models.Where(m => EF.Functions.Like(m.ModelKey, like, LikePattern.Escape));
        }

        var total = await models.CountAsync(cancellationToken);
        var rows = await Sorted(models, query.Page).Skip(query.Page.Skip).Take(query.Page.Size)
            .Select(m => new AcceptedModelRow(m.Id, m.Kind, m.Brand, m.Model, m.Note, m.Listed, m.ListedAt)).ToListAsync(cancellationToken);
        return new PageOf<AcceptedModelRow>(rows, total);
    }

    /// <exception cref="DomainException">
    /// actor.not-allowed; the first problem of <see cref="Check"/>; device.model-listed (brand, model) also when it was taken off the list: relist it.
    /// </exception>
    public async Task AddAsync(AddAcceptedModel request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        var problems = Check(request.Kind, request.Brand, request.Model, request.Note);
        if (problems.Count > 0) throw new DomainException(problems[0].Code, problems[0].Arguments);
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, request.Actor, Keepers, cancellationToken);
        var note = string.IsNullOrWhiteSpace(request.Note) ? null : request.Note.Trim();
        var model = new AcceptedModel(request.Kind, request.Brand, request.Model, note, time.GetUtcNow());
        await db.AddAsync(model, cancellationToken);
        Auditing.Record(db, request.Actor, "model.list", Subject(model), time.GetUtcNow(), after: Audited(model));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException exception) when (exception.IsUniqueViolation())
        {
            throw new DomainException("device.model-listed", model.Brand, model.Model);
        }
    }

    /// <summary>Takes a model off the list or puts it back. Applications already on their track stay there.</summary>
    /// <exception cref="DomainException">actor.not-allowed, device.model-unknown, device.model-changed-meanwhile.</exception>
    public async Task SetListedAsync(Actor actor, long modelId, bool listed, CancellationToken cancellationToken = default)
    {
        await using var db = await databases.CreateDbContextAsync(cancellationToken);
        await Memberships.RequireAsync(db, actor, Keepers, cancellationToken);
        var model = await db.Set<AcceptedModel>().SingleOrDefaultAsync(m => m.Id == modelId, cancellationToken)
            ?? throw new DomainException("device.model-unknown");
        if (model.Listed == listed) return;
        var before = Audited(model);
        var now = time.GetUtcNow();
        if (listed) model.Relist(now);
        else model.Delist();
        Auditing.Record(db, actor, listed ? "model.relist" : "model.delist", Subject(model), now, before, Audited(model));
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateConcurrencyException)
        {
            throw new DomainException("device.model-changed-meanwhile");
        }
    }

    /// <summary>What is wrong with what was typed.</summary>
    public static IReadOnlyList<FormProblem> Check(DeviceKind? kind, string brand, string model, string? note)
    {
        var problems = new List<FormProblem>();
        if (kind is null) problems.Add(new("kind", "field.required"));
        else if (!DeviceKinds.Installable.Contains(kind.Value)) problems.Add(new("kind", "access.kind-not-installable"));
        Text("brand", brand, DeviceModel.BrandLength);
        Text("model", model, DeviceModel.ModelLength);
        if (note?.Trim().Length > AcceptedModel.NoteLength) problems.Add(new("note", "field.too-long", AcceptedModel.NoteLength));
        return problems;

        void Text(string field, string value, int length)
        {
            if (string.IsNullOrWhiteSpace(value)) problems.Add(new(field, "field.required"));
            else if (value.Trim().Length > length) problems.Add(new(field, "field.too-long", length));
        }
    }

    private static IOrderedQueryable<AcceptedModel> Sorted(IQueryable<AcceptedModel> models, PageRequest page) => (page.Sort, page.Descending) switch
    {
        ("listed", false) => models.OrderBy(m => m.ListedAt).ThenBy(m => m.Id),
        ("listed", true) => models.OrderByDescending(m => m.ListedAt).ThenBy(m => m.Id),
        (_, true) => models.OrderByDescending(m => m.ModelKey).ThenBy(m => m.Kind),
        _ => models.OrderBy(m => m.ModelKey).ThenBy(m => m.Kind),
    };

    private static AuditSubject Subject(AcceptedModel model) => new("model", model.Id, $"{model.Brand} {model.Model}");

    private static Dictionary<string, object?> Audited(AcceptedModel model) => new(StringComparer.Ordinal)
    {
        ["kind"] = model.Kind,
        ["note"] = model.Note,
        ["listed"] = model.Listed,
    };
}
