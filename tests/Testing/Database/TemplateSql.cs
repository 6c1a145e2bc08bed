namespace Testing.Database;

/// <summary>How a test database comes back to the state of its template.</summary>
internal static class TemplateSql
{
    /// <summary>
    /// Run once in the template: keeps its rows, the order in which tables refer to each other, and its shape beside it, in a schema of its own.
    /// </summary>
    public const string Remember =
        """
        CREATE SCHEMA seed;
        CREATE FUNCTION seed.shape() RETURNS text LANGUAGE sql AS $$
            SELECT md5(string_agg(what, ',' ORDER BY what)) FROM (
                SELECT relkind::text || relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
                UNION ALL SELECT 'c' || conname FROM pg_constraint WHERE connamespace = 'public'::regnamespace
                UNION ALL SELECT 't' || tgname FROM pg_trigger WHERE NOT tgisinternal
                UNION ALL SELECT 'p' || proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace) parts(what)
        $$;
        CREATE TABLE seed.template AS SELECT seed.shape() AS shape, pg_database_size(current_database()) AS size;
        CREATE TABLE seed.tables AS
            WITH RECURSIVE refers AS (SELECT DISTINCT conrelid AS child, confrelid AS parent FROM pg_constraint WHERE contype = 'f' AND conrelid <> confrelid),
            placed AS (
                SELECT oid, 0 AS depth FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
                UNION SELECT refers.child, placed.depth + 1 FROM placed JOIN refers ON refers.parent = placed.oid WHERE placed.depth < 50)
            SELECT relname AS name, max(depth) AS depth, false AS kept FROM placed JOIN pg_class USING (oid)
            WHERE relname <> '__EFMigrationsHistory' GROUP BY relname;
        DO $$ DECLARE t record; found boolean; BEGIN
            FOR t IN SELECT name FROM seed.tables LOOP
                EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', t.name) INTO found;
                IF found THEN
                    EXECUTE format('CREATE TABLE seed.%I AS TABLE public.%I', '=' || t.name, t.name);
                    UPDATE seed.tables SET kept = true WHERE name = t.name;
                END IF;
            END LOOP;
        END $$;
        CREATE FUNCTION seed.reset() RETURNS boolean LANGUAGE plpgsql AS $$ DECLARE t record; BEGIN
            IF (SELECT shape <> seed.shape() OR pg_database_size(current_database()) > size + 8 * 1024 * 1024 FROM seed.template) THEN RETURN false; END IF;
            FOR t IN SELECT name FROM seed.tables WHERE pg_relation_size(format('public.%I', name)) > 0 ORDER BY depth DESC LOOP
                EXECUTE format('DELETE FROM public.%I', t.name);
            END LOOP;
            FOR t IN SELECT name FROM seed.tables WHERE kept ORDER BY depth LOOP
                EXECUTE format('INSERT INTO public.%I SELECT * FROM seed.%I', t.name, '=' || t.name);
            END LOOP;
            RETURN true;
        END $$;
        """;

    /// <summary>
    /// True when it is as the template was; false when that is not worth while, or its tables are no longer the same. What a test left running
    /// is cut off first.
    /// </summary>
    public const string Reset =
        """
        SET lock_timeout = '5s';
        WITH cut AS MATERIALIZED (SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND state <> 'idle')
        SELECT seed.reset() FROM (SELECT count(*) FROM cut) AS all_cut;
        """;
}
