import type pg from 'pg';

/** The tables of one schema as PostgreSQL knows them, without the name of the schema, so that two can be compared. */
export interface Catalogue {
  /** Grants on the schema itself. */
  readonly access: string | null;
  readonly sequences: readonly Sequence[];
  readonly tables: readonly Table[];
}

export interface Sequence {
  readonly name: string;
  readonly definition: string;
  readonly owned: boolean;
  readonly access: string | null;
}

export interface Table {
  readonly name: string;
  readonly options: string | null;
  /** By the schema's owner, as everything should be. */
  readonly owned: boolean;
  readonly access: string | null;
  readonly columns: readonly TableColumn[];
  readonly constraints: readonly Constraint[];
  readonly indexes: readonly { readonly name: string; readonly definition: string }[];
}

export interface TableColumn {
  readonly name: string;
  /** Everything about it, as it stands in CREATE TABLE. */
  readonly definition: string;
  readonly access: string | null;
}

export interface Constraint {
  readonly name: string;
  readonly kind: string;
  readonly definition: string;
  /** The table that a foreign key points to. */
  readonly refersTo: string | null;
}

/** Names come quoted where they need it, and unqualified: the schema is put into the search path for the time of it. */
export async function readCatalogue(client: pg.ClientBase, schema: string): Promise<Catalogue> {
  await client.query(`set local search_path = ${schema}, pg_temp`); // the caller has a transaction open
  const { rows } = await client.query<{ oid: number; access: string | null }>(
    `select n.oid, replace(nspacl::text, rolname, 'owner') as access
       from pg_namespace n join pg_roles r on r.oid = nspowner where nspname = $1`,
    [schema],
  );
  const { oid, access } = rows[0]!;
  await refuseUnknown(client, oid);
  const sequences = await client.query<Sequence>(sequencesQuery, [oid]);
  const tables = await client.query<Table>(tablesQuery, [oid]);
  return { access, sequences: sequences.rows, tables: tables.rows };
}

/** One line for each fact, for a person who reads what differs. */
export function catalogueLines({ access, sequences, tables }: Catalogue): string[] {
  const grants = (what: string, granted: string | null) => (granted === null ? [] : [`grants on ${what}: ${granted}`]);
  const owner = (what: string, owned: boolean) => (owned ? [] : [`${what} has another owner`]);
  return [
    ...grants('the schema', access),
    ...sequences.flatMap((sequence) => {
      const name = `sequence ${sequence.name}`;
      return [`${name}${sequence.definition}`, ...owner(name, sequence.owned), ...grants(name, sequence.access)];
    }),
    ...tables.flatMap((table) => {
      const name = `table ${table.name}`;
      return [
        `${name} with (${table.options ?? ''})`,
        ...owner(name, table.owned),
        ...grants(name, table.access),
        ...table.columns.map((column, index) => `${name}, column ${index + 1}: ${column.name} ${column.definition}`),
        ...table.columns.flatMap((column) => grants(`${name}, column ${column.name}`, column.access)),
        ...table.constraints.map((constraint) => `${name}, constraint ${constraint.name}: ${constraint.definition}`),
        ...table.indexes.map((index) => `${name}: ${index.definition}`),
      ];
    }),
  ];
}

/** What one has and the other has not; nothing when they are alike. */
export function differences(one: Catalogue, other: Catalogue): string[] {
  const [first, second] = [catalogueLines(one), catalogueLines(other)];
  return [
    ...first.filter((line) => !second.includes(line)).map((line) => `- ${line}`),
    ...second.filter((line) => !first.includes(line)).map((line) => `+ ${line}`),
  ];
}

/** A schema that holds something this file does not describe. */
export class CatalogueUnknown extends Error {
  constructor(what: readonly string[]) {
    super(`The baseline generator does not know: ${what.join('; ')}.`);
    this.name = 'CatalogueUnknown';
  }
}

/** Everything hangs on the schema, on a table or is a property of one: what is not of a known kind must not be forgotten. */
async function refuseUnknown(client: pg.ClientBase, schema: number): Promise<void> {
  const { rows } = await client.query<{ what: string }>(unknownQuery, [schema]);
  if (rows.length > 0) throw new CatalogueUnknown(rows.map(({ what }) => what));
}

const unknownQuery = `
  with relation as (select * from pg_class where relnamespace = $1)
  -- views, functions, types, operators and whatever else lies in a schema
  select pg_describe_object(classid, objid, 0) as what from pg_depend
   where refclassid = 'pg_namespace'::regclass and refobjid = $1
     and not (classid = 'pg_class'::regclass and objid in (select oid from relation where relkind in ('r', 'S')))
  union
  -- triggers, rules, policies, statistics and whatever else hangs on a table
  select pg_describe_object(d.classid, d.objid, 0) from pg_depend d join relation r on d.refobjid = r.oid
   where refclassid = 'pg_class'::regclass
     and classid not in ('pg_class'::regclass, 'pg_constraint'::regclass, 'pg_attrdef'::regclass, 'pg_type'::regclass)
     and not (classid = 'pg_trigger'::regclass and (select tgisinternal from pg_trigger where oid = d.objid))
  union
  select 'serial column of ' || refobjid::regclass || ' (write generated by default as identity)' from pg_depend
   where deptype = 'a' and classid = 'pg_class'::regclass and refclassid = 'pg_class'::regclass and refobjsubid > 0
     and objid in (select oid from relation where relkind = 'S')
  union
  select 'comment on ' || pg_describe_object(classoid, objoid, objsubid) from pg_description
   where classoid = 'pg_class'::regclass and objoid in (select oid from relation)
      or classoid = 'pg_constraint'::regclass and objoid in (select oid from pg_constraint where connamespace = $1)
  union
  select 'unusual table ' || oid::regclass from relation
   where relpersistence <> 'p' or relrowsecurity or relforcerowsecurity or relispartition or relhassubclass
      or reloftype <> 0 or reltablespace <> 0 or relreplident <> 'd' and relkind = 'r'
      or relkind = 'r' and relam <> (select oid from pg_am where amname = 'heap')
      or exists (select from pg_inherits where inhrelid = relation.oid)
      or exists (select from pg_class toast where toast.oid = relation.reltoastrelid and toast.reloptions is not null)
  union
  select 'unusual column ' || r.oid::regclass || '.' || attname from pg_attribute a join relation r on r.oid = attrelid
    join pg_type t on t.oid = atttypid
   where attnum > 0 and not attisdropped and relkind = 'r'
     and (attstorage <> typstorage or attcompression <> '' or attoptions is not null or coalesce(attstattarget, -1) >= 0
          or attgenerated not in ('', 's') or attcollation <> typcollation)
  union
  select 'unusual index ' || indexrelid::regclass from pg_index join relation r on r.oid = indrelid
   where indisclustered or indisreplident or not indisvalid or not indisready
  union
  select 'constraint not valid: ' || conname from pg_constraint where connamespace = $1 and not convalidated
  union
  select 'default privileges' from pg_default_acl where defaclnamespace = $1
  order by 1`;

/** Only what is not the default is written, for a sequence of its own and for that of an identity column alike. */
const sequenceOptions = `
  case when seqincrement <> 1 then ' increment ' || seqincrement else '' end
  || case when seqmin <> 1 then ' minvalue ' || seqmin else '' end
  || case when seqmax <> case seqtypid when 'int2'::regtype then 32767 when 'int4'::regtype then 2147483647
                         else 9223372036854775807 end then ' maxvalue ' || seqmax else '' end
  || case when seqstart <> seqmin then ' start ' || seqstart else '' end
  || case when seqcache <> 1 then ' cache ' || seqcache else '' end
  || case when seqcycle then ' cycle' else '' end`;

const ownership = `relowner = (select nspowner from pg_namespace where oid = relnamespace) as owned,
  replace(relacl::text, pg_get_userbyid(relowner), 'owner') as access`;

const sequencesQuery = `
  select quote_ident(relname) as name, ${ownership},
         case when seqtypid <> 'int8'::regtype then ' as ' || seqtypid::regtype else '' end || ${sequenceOptions} as definition
    from pg_class c join pg_sequence s on seqrelid = c.oid
   where relnamespace = $1 and not exists (select from pg_depend where objid = c.oid and deptype = 'i')
   order by relname`;

const identity = `
  (select ' generated ' || case attidentity when 'a' then 'always' else 'by default' end || ' as identity'
          || rtrim(coalesce(' (' || nullif(ltrim(
               case when s.relname <> c.relname || '_' || attname || '_seq' then ' sequence name ' || quote_ident(s.relname) else '' end
               || ${sequenceOptions}), '') || ')', ''))
     from pg_depend join pg_class s on s.oid = objid join pg_sequence on seqrelid = s.oid
    where classid = 'pg_class'::regclass and refobjid = c.oid and refobjsubid = attnum and deptype = 'i')`;

const columns = `
  select json_agg(json_build_object('name', quote_ident(attname), 'access', attacl::text, 'definition',
           format_type(atttypid, atttypmod) || coalesce(${identity},
             case when attgenerated = 's' then ' generated always as (' || pg_get_expr(adbin, c.oid) || ') stored'
                  else ' default ' || pg_get_expr(adbin, c.oid) end, '')
           || case when attnotnull then ' not null' else '' end) order by attnum)
    from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
   where attrelid = c.oid and attnum > 0 and not attisdropped`;

// PostgreSQL 18 lists NOT NULL as constraints (n), 15 does not: it is told of the column.
const constraints = `
  select json_agg(json_build_object('name', quote_ident(conname), 'kind', contype, 'definition', pg_get_constraintdef(oid),
           'refersTo', case when confrelid <> 0 then confrelid::regclass::text end) order by position(contype::text in 'pucxf'), conname)
    from pg_constraint where conrelid = c.oid and contype <> 'n'`;

const indexes = `
  select json_agg(json_build_object('name', quote_ident(i.relname), 'definition', pg_get_indexdef(indexrelid, 0, true)) order by i.relname)
    from pg_index join pg_class i on i.oid = indexrelid
   where indrelid = c.oid and not exists (select from pg_constraint where conindid = indexrelid and conrelid = c.oid)`;

const tablesQuery = `
  select quote_ident(relname) as name, array_to_string(reloptions, ', ') as options, ${ownership},
         coalesce((${columns}), '[]') as columns, coalesce((${constraints}), '[]') as constraints,
         coalesce((${indexes}), '[]') as indexes
    from pg_class c where relnamespace = $1 and relkind = 'r' order by relname`;
