using Domain.Files;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Files;

/// <summary>What the tables of all uploaded files have in common.</summary>
internal static class UploadedFileMapping
{
    public static void HasFile<T>(this EntityTypeBuilder<T> builder)
        where T : UploadedFile
    {
        builder.Property(f => f.FileName).HasMaxLength(UploadedFile.FileNameLength);
        builder.Property(f => f.ContentType).HasMaxLength(UploadedFile.ContentTypeLength);
        builder.Property(f => f.Hash).HasMaxLength(UploadedFile.HashLength);
    }
}
