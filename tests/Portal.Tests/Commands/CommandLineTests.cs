using Npgsql;
using Portal.Commands;

namespace Portal.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Database=portal;Username=nobody;Password=x;Timeout=5", null, "127.0.0.1")]
    [InlineData(null, "28P01", "28P01")]
    [InlineData(null, "3D000", "3D000")]
    public async Task NoConnection_WhereNoneWasMade_SaysWhy(string? connectionString, string? state, string words)
    {
        var failure = connectionString is null ? Refused(state!) : await FailureOfAsync(connectionString);

        CommandLine.NoConnection(new InvalidOperationException("A transient failure?", failure)).ShouldNotBeNull().ShouldContain(words);
    }

    [Fact]
    public void NoConnection_OfAStatementThatFailed_IsNull() => CommandLine.NoConnection(Refused(PostgresErrorCodes.UniqueViolation)).ShouldBeNull();

    private static PostgresException Refused(string state) => new("refused", "FATAL", "FATAL", state);

    private static async Task<NpgsqlException> FailureOfAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        return await Should.ThrowAsync<NpgsqlException>(connection.OpenAsync());
    }
}
