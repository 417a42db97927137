import type { Database } from '../../database/database.js';
import { allSettings } from '../../forms/form-settings.js';
import { isAdministrator, isInDepartment, type Member } from '../member.js';

/** The forms whose cases somebody sees; `all` for those who see every case, also of forms that are gone. */
export async function visibleForms(db: Database, member: Member): Promise<'all' | string[]> {
  if (isAdministrator(member)) return 'all';
  const settings = await allSettings(db);
  return [...settings].flatMap(([id, { department }]) => (isInDepartment(member, department) ? [id] : []));
}
