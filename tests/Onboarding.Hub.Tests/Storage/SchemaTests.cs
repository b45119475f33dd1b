using Onboarding.Testing.Databases;

using Xunit;

namespace Onboarding.Hub.Tests.Storage;

/// <summary>The two dialects describe one schema.</summary>
public sealed class SchemaTests(SqliteStore sqlite, PostgreSqlStore postgreSql)
    : IClassFixture<SqliteStore>, IClassFixture<PostgreSqlStore>
{
    // A column: table, name, kind of value, whether it may be null, place in the primary key (0 when not in it).
    private const string SqliteColumns =
        """
        select t.name, c.name, replace(lower(c.type), 'bigint', 'integer'), c."notnull", c.pk
        from sqlite_master t join pragma_table_info(t.name) c
        where t.type = 'table' and t.name not like 'sqlite_%'
        """;

    private const string PostgreSqlColumns =
        """
        select c.relname, a.attname,
               replace(format_type(a.atttypid, a.atttypmod), 'bigint', 'integer'),
               case when a.attnotnull then 1 else 0 end,
               coalesce(array_position(k.conkey, a.attnum), 0)
        from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
        left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
        """;

    // An index that is not the primary key's: table, columns in order, whether unique, whether of some rows only.
    private const string SqliteIndexes =
        """
        select t.name,
               (select group_concat(name, ',') from (select name from pragma_index_info(i.name) order by seqno)),
               i."unique", i.partial
        from sqlite_master t join pragma_index_list(t.name) i
        where t.type = 'table' and t.name not like 'sqlite_%' and i.origin <> 'pk'
        """;

    private const string PostgreSqlIndexes =
        """
        select c.relname,
               (select string_agg(a.attname, ',' order by k.place)
                from unnest(i.indkey) with ordinality as k(attnum, place)
                join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum),
               case when i.indisunique then 1 else 0 end, case when i.indpred is null then 0 else 1 end
        from pg_index i join pg_class c on c.oid = i.indrelid
        where c.relnamespace = 'public'::regnamespace and not i.indisprimary
        """;

    private const string TablesWithoutRule =
        """
        select relname from pg_class
        where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> 'schema_migrations'
          and not (relrowsecurity and relforcerowsecurity)
        """;

    private const string TextsOutOfOrdinalOrder =
        """
        select c.relname, a.attname from pg_class c
        join pg_attribute a on a.attrelid = c.oid and a.attnum > 0
        join pg_collation l on l.oid = a.attcollation
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'schema_migrations'
          and l.collname <> 'C'
        """;

    [StoreFact]
    public async Task Both_databases_have_the_same_tables_columns_and_keys() =>
        await SameAsync(SqliteColumns, PostgreSqlColumns, "journal|position|integer|1|1");

    [StoreFact]
    public async Task Both_databases_have_the_same_indexes() =>
        await SameAsync(SqliteIndexes, PostgreSqlIndexes, "journal|workspace,kind,key,version|1|0");

    [StoreFact]
    public async Task Both_databases_have_applied_migrations_of_the_same_names()
    {
        const string Names = "select name from schema_migrations order by number";
        Assert.Equal(["0001_journal", "0002_sync", "0003_parts", "0004_lanes", "0005_titles"], await sqlite.QueryAsync(Names));
        Assert.Equal(await sqlite.QueryAsync(Names), await postgreSql.QueryAsync(Names));
    }

    [StoreFact]
    public async Task Every_table_of_PostgreSQL_has_the_workspace_rule() =>
        Assert.Empty(await postgreSql.QueryAsync(TablesWithoutRule));

    [StoreFact]
    public async Task Every_text_of_PostgreSQL_compares_by_ordinal() =>
        Assert.Empty(await postgreSql.QueryAsync(TextsOutOfOrdinalOrder));

    private async Task SameAsync(string inSqlite, string inPostgreSql, string known)
    {
        IEnumerable<string> one = (await sqlite.QueryAsync(inSqlite)).Order(StringComparer.Ordinal);
        IEnumerable<string> other = (await postgreSql.QueryAsync(inPostgreSql)).Order(StringComparer.Ordinal);
        Assert.Contains(known, one);
        Assert.Equal(one, other);
    }
}
