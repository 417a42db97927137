import type { Database } from '../../database/database.js';
import { loadSecret } from '../../database/secret.js';
import { keepAudit } from '../audit/store.js';
import { roles, type Role } from '../member.js';
import { unlock } from '../sign-in/attempts.js';
import { newPassword, shortestPassword, type Passwords } from './passwords.js';
import {
  accountName,
  addAccount,
  findAccount,
  listAccounts,
  setDisabled,
  setPassword,
  setRights,
  type Account,
} from './store.js';

export const usage = `npm run account -- NAME                           a new administrator, with a password that is shown once
npm run account -- NAME --role editor --role caseworker --department NAME
                                                  an account with fewer rights; both can be given several times
npm run account -- NAME --email ADDRESS           also who signs in at the town's provider with this address
npm run account -- NAME --no-password             only so
npm run account -- NAME --ask                     reads the password from the terminal (or one line of input)
npm run account -- NAME --new-password [--ask]    a new password; ends all sessions of the account
npm run account -- NAME --change --role … --department … --email …
npm run account -- NAME --disable | --enable | --unlock
npm run account -- --list`;

export interface CommandAnswer {
  isDone: boolean;
  text: string;
}

export interface CommandOptions {
  db: Database;
  passwords: Passwords;
  now: () => Date;
}

interface Wanted {
  name: string;
  action: 'add' | 'new-password' | 'change' | 'disable' | 'enable' | 'unlock' | 'list';
  roles: Role[];
  departments: string[];
  email: string | undefined;
  hasPassword: boolean;
  /** Read by the command that somebody started, never an argument. */
  password: string | undefined;
}

/** Makes and changes the office's accounts. It holds at once, also in servers that are running. */
export async function accountCommand(
  args: readonly string[],
  options: CommandOptions,
): Promise<CommandAnswer> {
  const wanted = read(args);
  if (typeof wanted === 'string') return { isDone: false, text: wanted };
  if (wanted.action === 'list') return list(options.db);
  const account = await findAccount(options.db, wanted.name);
  const answer = account ? await change(account, wanted, options) : await add(wanted, options);
  if (answer.isDone) {
    const entry = { actor: 'command', action: `account-${wanted.action}`, subject: wanted.name };
    await keepAudit(options.db, entry, options.now());
  }
  return answer;
}

function read(args: readonly string[]): Wanted | string {
  const wanted: Wanted = {
    name: '',
    action: 'add',
    roles: [],
    departments: [],
    email: undefined,
    hasPassword: true,
    password: undefined,
  };
  for (let index = 0; index < args.length; index += 1) {
    const arg = args[index]!;
    const value = (): string | undefined => args[(index += 1)]?.trim() || undefined;
    if (arg === '--role') {
      const role = value();
      const known = roles.find((name) => name === role);
      if (!known) return `A role is one of ${roles.join(', ')}.`;
      wanted.roles.push(known);
    } else if (arg === '--department') {
      const department = value();
      if (department === undefined) return 'Say which department: --department NAME.';
      wanted.departments.push(department);
    } else if (arg === '--email') {
      wanted.email = value()?.toLowerCase();
      if (!wanted.email?.includes('@')) return 'Say which address: --email ADDRESS.';
    } else if (arg === '--password-read') {
      wanted.password = args[(index += 1)] ?? '';
    } else if (arg === '--no-password') wanted.hasPassword = false;
    else if (/^--(list|disable|enable|unlock|change|new-password)$/.test(arg)) {
      wanted.action = arg.slice(2) as Wanted['action'];
    } else if (arg.startsWith('-') || wanted.name) return usage;
    else wanted.name = accountName(arg);
  }
  if (wanted.action === 'list') return wanted;
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._@ -]{0,99}$/u.test(wanted.name)) return usage;
  if (wanted.password !== undefined && wanted.password.length < shortestPassword) {
    return `A password has at least ${shortestPassword} characters.`;
  }
  return wanted;
}

async function add(wanted: Wanted, { db, passwords, now }: CommandOptions): Promise<CommandAnswer> {
  const { name, departments, email, hasPassword, action } = wanted;
  if (action !== 'add') return { isDone: false, text: `There is no account "${name}".` };
  const given: Role[] =
    wanted.roles.length > 0 ? wanted.roles : departments.length > 0 ? ['caseworker'] : ['administrator'];
  if (!given.includes('administrator') && departments.length === 0) {
    return { isDone: false, text: 'Say for which departments: --department NAME.' };
  }
  if (!hasPassword && email === undefined) {
    return { isDone: false, text: 'An account without a password needs an address: --email ADDRESS.' };
  }
  const password = hasPassword ? (wanted.password ?? newPassword()) : undefined;
  const hash = password === undefined ? null : await passwords.hash(password);
  const isNew = await addAccount(db, { name, hash, email: email ?? null, roles: given, departments }, now());
  if (!isNew) return { isDone: false, text: `Another account has the name or the address.` };
  const rights = rightsText({ roles: given, departments });
  return {
    isDone: true,
    text: [`Account: ${name} (${rights})`, shown(password, wanted)].filter(Boolean).join('\n'),
  };
}

async function change(
  account: Account,
  wanted: Wanted,
  { db, passwords, now }: CommandOptions,
): Promise<CommandAnswer> {
  const { name } = account;
  switch (wanted.action) {
    case 'new-password': {
      const password = wanted.password ?? newPassword();
      await setPassword(db, name, await passwords.hash(password));
      const text = [`Account: ${name}, with a new password`, shown(password, wanted)];
      return { isDone: true, text: text.filter(Boolean).join('\n') };
    }
    case 'disable':
    case 'enable':
      await setDisabled(db, name, wanted.action === 'disable');
      return { isDone: true, text: `Account: ${name}, ${wanted.action}d` };
    case 'unlock': {
      const store = { db, secret: await loadSecret(db) };
      const wasLocked = await unlock({ store: () => Promise.resolve(store), now }, name);
      return {
        isDone: true,
        text: wasLocked ? `Account: ${name}, unlocked` : `Account: ${name} was not locked`,
      };
    }
    case 'change': {
      const changed = {
        name,
        roles: wanted.roles.length > 0 ? wanted.roles : account.roles,
        departments: wanted.departments.length > 0 ? wanted.departments : account.departments,
        email: wanted.email ?? account.email,
      };
      await setRights(db, changed);
      return { isDone: true, text: `Account: ${name} (${rightsText(changed)})` };
    }
    default:
      return {
        isDone: false,
        text: `There is an account "${name}" already. Give it --new-password, --change, --disable or --unlock.`,
      };
  }
}

async function list(db: Database): Promise<CommandAnswer> {
  const accounts = await listAccounts(db);
  const lines = accounts.map((account) =>
    [account.name, rightsText(account), account.email, account.disabled && 'disabled']
      .filter(Boolean)
      .join('; '),
  );
  return { isDone: true, text: lines.join('\n') || 'There are no accounts yet.' };
}

function rightsText({
  roles: given,
  departments,
}: {
  roles: readonly string[];
  departments: readonly string[];
}): string {
  return `${given.join(', ')}${departments.length > 0 ? ` of ${departments.join(', ')}` : ''}`;
}

/** One that somebody typed need not be shown. */
function shown(password: string | undefined, wanted: Wanted): string | undefined {
  return password === undefined || wanted.password !== undefined ? undefined : `Password: ${password}`;
}
