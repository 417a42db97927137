export const roles = ['administrator', 'editor', 'caseworker'] as const;
export type Role = (typeof roles)[number];

/** Somebody who is signed in. */
export interface Member {
  /** The account's name, as the audit trail shows it. */
  name: string;
  roles: readonly Role[];
  /** Whose forms and cases an editor or case worker has. Administrators have all. */
  departments: readonly string[];
}

export function isAdministrator(member: Member): boolean {
  return member.roles.includes('administrator');
}

/** Who writes what the town publishes: forms, polls, services, feeds. */
export function isEditor(member: Member): boolean {
  return isAdministrator(member) || member.roles.includes('editor');
}

export function isCaseworker(member: Member): boolean {
  return isAdministrator(member) || member.roles.includes('caseworker');
}

/** A form that belongs to no department is the administrators' own. */
export function isInDepartment(member: Member, department: string | null): boolean {
  return isAdministrator(member) || (department !== null && member.departments.includes(department));
}
