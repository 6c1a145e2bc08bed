using Domain;
using Domain.Files;
using Domain.Organizations;
using Infrastructure.Files;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Files;

/// <summary>
/// How files come in. Some belong to a form that is not filed yet: until it is, they are their uploader's, who may have only so many lying about,
/// and those that no form ever takes are forgotten.
/// </summary>
internal static class Uploads
{
    /// <summary>Stores the content; what the portal keeps of it besides is returned.</summary>
    /// <exception cref="DomainException">file.* (<see cref="FileStore"/>).</exception>
    public static async Task<Upload> SaveAsync(
        this FileStore files, UploadFile file, long maxBytes, IReadOnlySet<FileKind> allowed, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var stored = await files.SaveAsync(new SaveFile { Content = file.Content, MaxBytes = maxBytes, Allowed = allowed }, cancellationToken);
        return new Upload
        {
            FileName = file.FileName,
            ContentType = stored.Kind.ContentType(),
            Hash = stored.Hash,
            Bytes = stored.Bytes,
            UploadedBy = file.Actor.AccountId,
            UploadedAt = at,
        };
    }

    /// <param name="unused">The files that no form has taken.</param>
    /// <param name="actor">Who brings another.</param>
    /// <param name="most">How many one person may have lying unused: more are a program.</param>
    /// <param name="refusal">What is said to somebody who has too many.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <exception cref="DomainException">The refusal.</exception>
    public static async Task RequireRoomAsync(
        this IQueryable<UploadedFile> unused, Actor actor, int most, Func<DomainException> refusal, CancellationToken cancellationToken)
    {
        if (await unused.CountAsync(f => f.UploadedBy == actor.AccountId, cancellationToken) >= most) throw refusal();
    }

    /// <summary>Forgets those that have lain unused since before that time.</summary>
    public static Task<int> ForgetAsync<T>(this IQueryable<T> unused, DateTimeOffset before, CancellationToken cancellationToken)
        where T : UploadedFile =>
        unused.Where(f => f.UploadedAt < before).ExecuteDeleteAsync(cancellationToken);
}
