using Infrastructure.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Infrastructure.Cryptography;

/// <summary>
/// One key of ASP.NET Core's data protection (cookies, antiforgery, stored secrets), in the database so that every node can read what
/// any other wrote. Its XML is encrypted by <see cref="MasterKey"/>, which is not in the database.
/// </summary>
public sealed class DataProtectionKey
{
    public const int NameLength = 100;

    public long Id { get; private set; }

    public string Name { get; private set; } = "";

    public string Xml { get; private set; } = "";

    private DataProtectionKey()
    {
    }

    public DataProtectionKey(string name, string xml)
    {
        Name = name;
        Xml = xml;
    }
}

internal sealed class DataProtectionKeyMapping : IEntityTypeConfiguration<DataProtectionKey>
{
    public void Configure(EntityTypeBuilder<DataProtectionKey> builder)
    {
        builder.Property(key => key.Name).HasMaxLength(DataProtectionKey.NameLength);
        builder.Property(key => key.Xml).IsDocument();
    }
}
