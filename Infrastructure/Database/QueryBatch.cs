using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace Infrastructure.Database;

/// <summary>
/// Several questions in one round trip: each is a LINQ query whose SQL the provider makes as usual, but their commands are sent together. For the
/// few places that ask for many things at once and often.
/// </summary>
public sealed class QueryBatch(PortalDbContext db)
{
    private readonly List<(string Text, DbParameter[] Parameters, Action<DbDataReader>? Read)> _queries = [];

    /// <summary>Adds a question; its answer is in the list once the batch has run.</summary>
    /// <param name="query">A projection to columns, in the order in which <paramref name="read"/> takes them.</param>
    /// <param name="read">Makes an item of the row that the reader stands on.</param>
    public IReadOnlyList<T> Add<TRow, T>(IQueryable<TRow> query, Func<DbDataReader, T> read)
    {
        ArgumentNullException.ThrowIfNull(query);
        using var command = query.CreateDbCommand();
        var parameters = command.Parameters.Cast<DbParameter>().ToArray();
        // A parameter belongs to one command at a time.
        command.Parameters.Clear();
        List<T> items = [];
        Add(command.CommandText, parameters, row => items.Add(read(row)));
        return items;
    }

    /// <summary>
    /// As the other, for a question that is asked again and again: PostgreSQL's text is made once, since building and translating the query takes
    /// longer than running it. SQL Server's depends on how many values there are and is made each time.
    /// </summary>
    /// <param name="question">Remembers the text; one for each place that asks.</param>
    /// <param name="query">Makes the query; what it captures are arrays that <paramref name="values"/> holds under the same names.</param>
    /// <param name="read">As in the other.</param>
    /// <param name="values">By the names of the captured variables.</param>
    public IReadOnlyList<T> Add<TRow, T>(RepeatedQuestion question, Func<IQueryable<TRow>> query, Func<DbDataReader, T> read, params (string Name, Array Value)[] values)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(query);
        if (!db.Database.IsNpgsql()) return Add(query(), read);
        var (text, parameters) = question.Asked(query, values);
        List<T> items = [];
        Add(text, parameters, row => items.Add(read(row)));
        return items;
    }

    /// <summary>Asks everything that was added.</summary>
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_queries.Count == 0) return;
        var connection = db.Database.GetDbConnection();
        var transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var batch = connection.CreateBatch();
            batch.Transaction = transaction;
            foreach (var (text, parameters, _) in _queries)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = text;
                foreach (var parameter in parameters) command.Parameters.Add(parameter);
                batch.BatchCommands.Add(command);
            }

            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            foreach (var (_, _, read) in _queries)
            {
                // A statement without an answer has no result to step over.
                if (read is null) continue;
                while (await reader.ReadAsync(cancellationToken)) read(reader);
                await reader.NextResultAsync(cancellationToken);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    internal PortalDbContext Context => db;

    internal void Add(string text, DbParameter[] parameters, Action<DbDataReader>? read) => _queries.Add((text, parameters, read));
}

/// <summary>The SQL of a question of PostgreSQL that comes again with other values.</summary>
public sealed class RepeatedQuestion
{
    private Template? _template;

    internal (string Text, DbParameter[] Parameters) Asked<TRow>(Func<IQueryable<TRow>> query, (string Name, Array Value)[] values)
    {
        var template = _template ??= Template.Of(query());
        return (template.Text, Array.ConvertAll<Parameter, DbParameter>(template.Parameters, parameter => parameter.With(values)));
    }

    private sealed record Template(string Text, Parameter[] Parameters)
    {
        public static Template Of<TRow>(IQueryable<TRow> query)
        {
            using var command = query.CreateDbCommand();
            return new Template(
                command.CommandText,
                [.. command.Parameters.Cast<NpgsqlParameter>().Select(parameter => new Parameter(parameter.ParameterName.TrimStart('@'), parameter.NpgsqlDbType))]);
        }
    }

    private sealed record Parameter(string Name, NpgsqlDbType Type)
    {
        /// <exception cref="InvalidOperationException">The query captures something that was not given.</exception>
        public NpgsqlParameter With((string Name, Array Value)[] values)
        {
            foreach (var (name, value) in values)
                if (name == Name)
                    return new NpgsqlParameter(Name, Type) { Value = value };
            throw new InvalidOperationException($"There is no value for @{Name}.");
        }
    }
}
