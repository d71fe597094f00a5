import pg from 'pg';

export interface Address {
  readonly port: number;
  readonly password: string;
  readonly database: string;
}

export interface Answer {
  readonly value?: string;
  readonly refusal?: 'cannot-connect-now' | 'wrong-password' | 'other';
}

const refusals: Record<string, Answer['refusal']> = { '57P03': 'cannot-connect-now', '28P01': 'wrong-password' };

/** One statement over a connection of its own; a refusal is an outcome here, for the server may be starting or gone. */
export async function ask({ port, password, database }: Address, sql: string): Promise<Answer> {
  const client = new pg.Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database,
    connectionTimeoutMillis: 5_000,
  });
  client.on('error', () => undefined); // a server killed meanwhile: the query reports it
  try {
    await client.connect();
    const { rows } = await client.query<string[]>({ text: sql, rowMode: 'array' });
    return { value: rows[0]?.[0] };
  } catch (error) {
    return { refusal: refusals[(error as { code?: string }).code ?? ''] ?? 'other' };
  } finally {
    await client.end().catch(() => undefined);
  }
}
