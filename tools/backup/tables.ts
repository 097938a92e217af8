import type pg from 'pg'

/** A table as a backup takes it. */
export type Table = {
  schema: string
  name: string
  /** Those that are stored: PostgreSQL computes the others. */
  columns: string[]
  /** Whether the connection's role sees each of its rows. Forced row-level security binds an owner, too. */
  isWholeToUs: boolean
}

/** All that holds something: ours, and the queue's. What migrations note is in the backup's header. */
const TABLES = `select n.nspname as schema, t.relname as name,
    array(select attname::text from pg_attribute where attrelid = t.oid and attnum > 0 and not attisdropped
      and attgenerated = '' order by attnum) as columns,
    (me.rolsuper or me.rolbypassrls or not t.relrowsecurity or (t.relowner = me.oid and not t.relforcerowsecurity)
      or (exists (select from pg_policy p where p.polrelid = t.oid and p.polpermissive and p.polcmd in ('r', '*')
          and p.polroles && array[0::oid, me.oid] and pg_get_expr(p.polqual, t.oid) = 'true')
        and not exists (select from pg_policy p where p.polrelid = t.oid and not p.polpermissive))) as "isWholeToUs"
  from pg_class t join pg_namespace n on n.oid = t.relnamespace
  join pg_roles me on me.rolname = current_user
  where t.relkind in ('r', 'p') and not t.relispartition and n.nspname in ('public', 'graphile_worker')
    and (n.nspname, t.relname) not in (('public', '_prisma_migrations'), ('graphile_worker', 'migrations'))
    and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.deptype = 'e')
  order by 1, 2`

/** Every table whose rows a backup has, in the order in which it has them. */
export const listTables = async (client: pg.Client): Promise<Table[]> => (await client.query<Table>(TABLES)).rows

/** A table's name as SQL has it. */
export const named = (client: pg.Client, { schema, name }: { schema: string; name: string }) =>
  `${client.escapeIdentifier(schema)}.${client.escapeIdentifier(name)}`

/** What COPY is told of a table: its name and columns. */
export const copied = (client: pg.Client, table: { schema: string; name: string; columns: string[] }) =>
  `${named(client, table)} (${table.columns.map((column) => client.escapeIdentifier(column)).join(', ')})`
