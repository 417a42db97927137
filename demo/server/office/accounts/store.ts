import type { Database } from '../../database/database.js';
import type { Member, Role } from '../member.js';
import { endSessionsOf } from '../sign-in/session.js';

export interface Account extends Member {
  email: string | null;
  disabled: boolean;
}

interface AccountRow {
  name: string;
  email: string | null;
  roles: string;
  departments: string;
  disabled: boolean;
}

export interface NewAccount {
  name: string;
  /** Without one it signs in with the town's provider only. */
  hash: string | null;
  email: string | null;
  roles: readonly Role[];
  departments: readonly string[];
}

/** Names are the same in capitals, and mail addresses too. */
export function accountName(typed: string): string {
  return typed.trim().normalize('NFC').toLowerCase();
}

/** False where there is one of that name already. */
export async function addAccount(db: Database, account: NewAccount, now: Date): Promise<boolean> {
  const added = await db.query(
    `INSERT INTO accounts (name, hash, email, roles, departments, created) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT DO NOTHING RETURNING name`,
    [
      account.name,
      account.hash,
      account.email,
      JSON.stringify(account.roles),
      JSON.stringify(account.departments),
      now.toISOString(),
    ],
  );
  return added.length > 0;
}

const columns = 'name, email, roles, departments, disabled';

export async function listAccounts(db: Database): Promise<Account[]> {
  const rows = await db.query<AccountRow>(`SELECT ${columns} FROM accounts ORDER BY name`);
  return rows.map(accountOf);
}

export async function findAccount(db: Database, name: string): Promise<Account | undefined> {
  const [row] = await db.query<AccountRow>(`SELECT ${columns} FROM accounts WHERE name = $1`, [name]);
  return row && accountOf(row);
}

export async function findAccountByEmail(db: Database, email: string): Promise<Account | undefined> {
  const [row] = await db.query<AccountRow>(`SELECT ${columns} FROM accounts WHERE email = $1`, [email]);
  return row && accountOf(row);
}

/** The hash of an account that may sign in with a password. */
export async function passwordHashOf(db: Database, name: string): Promise<string | undefined> {
  const [row] = await db.query<{ hash: string | null }>(
    'SELECT hash FROM accounts WHERE name = $1 AND NOT disabled',
    [name],
  );
  return row?.hash ?? undefined;
}

/** Whoever is signed in with the old password no longer is. */
export async function setPassword(db: Database, name: string, hash: string): Promise<void> {
  await db.query('UPDATE accounts SET hash = $2 WHERE name = $1', [name, hash]);
  await endSessionsOf(db, name);
}

export async function setRights(
  db: Database,
  { name, roles, departments, email }: Omit<NewAccount, 'hash'>,
): Promise<void> {
  await db.query('UPDATE accounts SET roles = $2, departments = $3, email = $4 WHERE name = $1', [
    name,
    JSON.stringify(roles),
    JSON.stringify(departments),
    email,
  ]);
}

export async function setDisabled(db: Database, name: string, disabled: boolean): Promise<void> {
  await db.query('UPDATE accounts SET disabled = $2 WHERE name = $1', [name, disabled]);
  if (disabled) await endSessionsOf(db, name);
}

function accountOf(row: AccountRow): Account {
  return {
    name: row.name,
    email: row.email,
    roles: JSON.parse(row.roles) as Role[],
    departments: JSON.parse(row.departments) as string[],
    disabled: row.disabled,
  };
}
