using Domain.Captures;
using Domain.Registration;
using Domain.Values;
using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Captures;

internal sealed class CaptureMapping : IEntityTypeConfiguration<Capture>
{
    public void Configure(EntityTypeBuilder<Capture> builder)
    {
        builder.ToTable("Capture");
        builder.Property(c => c.RecordId).HasMaxLength(Capture.RecordIdLength).IsOrdinal();
        builder.Property(c => c.Gate).HasMaxLength(Capture.GateLength);
        builder.Property(c => c.Plate).HasMaxLength(LicensePlate.MaxLength).IsOrdinal();
        builder.Property(c => c.VehicleType).HasMaxLength(Capture.VehicleTypeLength);
        builder.Property(c => c.ManifestNumber).HasMaxLength(Capture.ManifestNumberLength).IsOrdinal();
        builder.Property(c => c.Images).IsJson();
        builder.HasOne<DeviceRegistration>().WithMany().HasForeignKey(c => c.RegistrationId);
        builder.HasIndex(c => new { c.SourceId, c.Test, c.RecordId }).IsUnique();
        // A list shows tests or real captures, the newest first: each index holds them apart and in the list's own order, id and all.
        // What else is filtered by follows, so that rows which do not fit are passed over without being looked at.
        builder.HasIndex(c => new { c.RegistrationId, c.Test, c.CapturedAt, c.Id, c.Direction, c.Camera, c.Plate });
        builder.HasIndex(c => new { c.Test, c.CapturedAt, c.Id });
        builder.HasIndex(c => new { c.Plate, c.Test, c.CapturedAt, c.Id, c.RegistrationId });
        builder.HasIndex(c => new { c.ManifestNumber, c.CapturedAt });
    }
}

internal sealed class OverlayConfirmationMapping : IEntityTypeConfiguration<OverlayConfirmation>
{
    public void Configure(EntityTypeBuilder<OverlayConfirmation> builder)
    {
        builder.ToTable("OverlayConfirmation");
        builder.Property(c => c.Hash).HasMaxLength(OverlayConfirmation.HashLength);
        builder.Property(c => c.ConfirmedByName).HasMaxLength(Domain.Engine.WorkItem.NameLength);
        builder.HasOne<Capture>().WithMany().HasForeignKey(c => c.CaptureId);
        builder.HasIndex(c => new { c.CaptureId, c.Hash }).IsUnique();
        builder.HasIndex(c => c.RegistrationId);
    }
}
