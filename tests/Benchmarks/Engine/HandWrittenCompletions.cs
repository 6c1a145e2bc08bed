using Domain.Organizations;
using Npgsql;
using NpgsqlTypes;

namespace Benchmarks.Engine;

/// <summary>
/// What a careful person would write for this one step and no other: a connection kept open, every statement prepared, the read that
/// checks the holder, and one batch with all rows in one transaction. It decides nothing and computes nothing: the state is written back
/// as it was read, dates and texts are constants.
/// </summary>
internal sealed class HandWrittenCompletions(NpgsqlConnection connection, Actor county, Actor contractor) : ICompletions, IAsyncDisposable
{
    private const string Read = """
        SELECT w."BusinessKey", w."TokenId", w."SiteId", w."RegionCode", w."Subject", i."DefinitionId", i."State", i."HistoryCount", i."Revision" FROM "WorkItem" w JOIN "ProcessInstance" i ON i."Id" = w."InstanceId"
        WHERE w."Id" = $1 AND w."OrganizationId" = $2 AND w."Role" = $3 AND EXISTS (
            SELECT 1 FROM "Membership" m JOIN "Organization" o ON o."Id" = m."OrganizationId"
            WHERE m."Id" = $4 AND m."AccountId" = $5 AND m."OrganizationId" = $2 AND m."Role" = $3 AND m."Active" AND o."Enabled"
                AND EXISTS (SELECT 1 FROM "Account" a WHERE a."Id" = $5 AND a."Enabled"))
        """;

    private const string UpdateInstance = """
        UPDATE "ProcessInstance" SET "State" = $1, "HistoryCount" = $2, "Revision" = $3 WHERE "Id" = $4 AND "Revision" = $5
        """;

    private const string CloseItem = """
        UPDATE "WorkItem" SET "Status" = 'Completed', "Outcome" = $1, "ClosedBy" = $2, "ClosedByName" = $3, "ClosedAt" = $4, "NextNoticeAt" = NULL, "Revision" = 1
        WHERE "Id" = $5 AND "Revision" = 0
        """;

    private const string InsertItem = """
        INSERT INTO "WorkItem" ("Id", "InstanceId", "DefinitionKey", "BusinessKey", "TokenId", "NodeId", "Kind", "Status", "OrganizationId", "Role", "SiteId",
            "RegionCode", "Subject", "OpenedAt", "ClockName", "AllowanceDays", "DueAt", "NextNoticeAt", "NoticeStage", "EscalationRole",
            "EscalationOrganizationId", "Revision")
        VALUES ($1, $2, 'access', $3, $4, $5, 'Task', 'Open', $6, $7, $8, $9, $10, $11, $12, 3, $13, $14, 'DayBefore', 'CityOfficer', $15, 0)
        """;

    private const string InsertHistory = """
        INSERT INTO "ProcessHistory" ("Id", "InstanceId", "Sequence", "DefinitionId", "At", "AccountId", "ActorName", "Role", "OrganizationName", "Action",
            "NodeId", "Outcome", "Comment", "Command")
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'complete', $10, $11, 'Layout plan is missing.', $12)
        """;

    private const string InsertMessage = """
        INSERT INTO "OutboxMessage" ("Id", "Channel", "OrganizationId", "Role", "Template", "Arguments", "Link", "DeduplicationKey", "CreatedAt",
            "NextAttemptAt", "Attempts", "Revision")
        VALUES ($1, $2, $3, $4, 'work-item.new', $5, $6, $7, $8, $8, 0, 0)
        """;

    private const int KeyBlock = 100;

    private readonly HashSet<NpgsqlBatch> _prepared = [];
    private NpgsqlCommand? _read;
    private NpgsqlBatch? _toCorrection;
    private NpgsqlBatch? _toReview;
    private long _nextKey;
    private long _lastKey;

    public async Task CompleteAsync(LoopingCase looping)
    {
        var actor = looping.InReview ? county : contractor;
        var row = await ReadAsync(looping.ItemId, actor);
        var next = looping.InReview ? contractor : county;
        var now = TimeProvider.System.GetUtcNow();
        var batch = looping.InReview ? _toCorrection ??= Batch(2) : _toReview ??= Batch(0);
        var item = await KeyAsync();
        var (from, to, outcome) = looping.InReview ? ("countyReview", "correction", "correct") : ("correction", "countyReview", "resubmit");

        Set(batch, 0, row.State, row.HistoryCount + 1, row.Revision + 1, looping.InstanceId, row.Revision);
        Set(batch, 1, outcome, actor.AccountId, actor.Name, now, looping.ItemId);
        Set(batch, 2, item, looping.InstanceId, row.BusinessKey, row.TokenId + 1, to, next.OrganizationId, next.Role.ToString(), row.SiteId, row.RegionCode,
            row.Subject, now, looping.InReview ? "#1" : "review", now.AddDays(3), now.AddDays(2), county.OrganizationId);
        Set(batch, 3, await KeyAsync(), looping.InstanceId, row.HistoryCount + 1, row.DefinitionId, now, actor.AccountId, actor.Name, actor.Role.ToString(),
            actor.OrganizationName, from, outcome, $$"""{"do":"complete","token":{{row.TokenId}},"outcome":"{{outcome}}","variables":{} }""");
        if (looping.InReview)
        {
            var arguments = $"""["access","{to}","{row.Subject}","{now.AddDays(3):O}"]""";
            var key = $"new:{looping.InstanceId}:{row.TokenId + 1}";
            Set(batch, 4, await KeyAsync(), "Portal", next.OrganizationId, next.Role.ToString(), arguments, "/cases/" + row.BusinessKey, key, now);
            Set(batch, 5, await KeyAsync(), "Sms", next.OrganizationId, next.Role.ToString(), arguments, "/cases/" + row.BusinessKey, key + ":sms", now);
        }

        await using (var transaction = await connection.BeginTransactionAsync())
        {
            batch.Transaction = transaction;
            if (_prepared.Add(batch)) await batch.PrepareAsync();
            var written = await batch.ExecuteNonQueryAsync();
            if (written != batch.BatchCommands.Count) throw new InvalidOperationException($"{written} rows were written.");
            await transaction.CommitAsync();
        }

        (looping.ItemId, looping.InReview) = (item, !looping.InReview);
    }

    public async ValueTask DisposeAsync()
    {
        if (_read is not null) await _read.DisposeAsync();
        if (_toCorrection is not null) await _toCorrection.DisposeAsync();
        if (_toReview is not null) await _toReview.DisposeAsync();
        await connection.DisposeAsync();
    }

    private async Task<Row> ReadAsync(long item, Actor actor)
    {
        if (_read is null)
        {
            _read = new NpgsqlCommand(Read, connection);
            foreach (var type in new[] { NpgsqlDbType.Bigint, NpgsqlDbType.Bigint, NpgsqlDbType.Varchar, NpgsqlDbType.Bigint, NpgsqlDbType.Bigint })
                _read.Parameters.Add(new NpgsqlParameter { NpgsqlDbType = type });
            await _read.PrepareAsync();
        }

        object[] values = [item, actor.OrganizationId, actor.Role.ToString(), actor.MembershipId, actor.AccountId];
        for (var i = 0; i < values.Length; i++) _read.Parameters[i].Value = values[i];
        await using var reader = await _read.ExecuteReaderAsync();
        if (!await reader.ReadAsync()) throw new InvalidOperationException("The item is not there.");
        return new Row(
            reader.GetString(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetString(3), reader.GetString(4), reader.GetInt64(5), reader.GetString(6),
            reader.GetInt32(7), reader.GetInt64(8));
    }

    private async ValueTask<long> KeyAsync()
    {
        if (_nextKey == _lastKey)
        {
            await using var draw = new NpgsqlCommand("""SELECT nextval('"PortalKeys"')""", connection);
            _nextKey = (long)(await draw.ExecuteScalarAsync())!;
            _lastKey = _nextKey + KeyBlock;
        }

        return _nextKey++;
    }

    private NpgsqlBatch Batch(int messages)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var text in (string[])[UpdateInstance, CloseItem, InsertItem, InsertHistory, .. Enumerable.Repeat(InsertMessage, messages)])
            batch.BatchCommands.Add(new NpgsqlBatchCommand(text));
        return batch;
    }

    private static void Set(NpgsqlBatch batch, int index, params object[] values)
    {
        var parameters = batch.BatchCommands[index].Parameters;
        if (parameters.Count == 0)
        {
            foreach (var value in values) parameters.Add(new NpgsqlParameter { Value = value });
        }
        else
        {
            for (var i = 0; i < values.Length; i++) parameters[i].Value = values[i];
        }
    }

    private sealed record Row(
        string BusinessKey, long TokenId, long SiteId, string RegionCode, string Subject, long DefinitionId, string State, int HistoryCount, long Revision);
}
