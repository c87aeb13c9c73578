interface Row {
  action: string;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
}

const KNOWN: Record<string, string> = {
  'organization.created': 'created the organization',
  'organization.changed': 'renamed the organization',
  'organization.transferred': 'handed the organization over',
  'organization.deletion_scheduled': 'had the organization deleted',
  'organization.deletion_cancelled': 'cancelled the deletion of the organization',
  'member.joined': 'joined',
  'member.changed': 'changed a member',
  'member.left': 'left, or was taken out',
  'person.invited': 'invited somebody',
  'invitation.withdrawn': 'withdrew an invitation',
  'invitation.link_created': 'made an invitation link',
  'invitation.link_revoked': 'revoked an invitation link',
  'session.opened': 'signed in',
  'audit.exported': 'exported this log',
};

/** What was done, in words; of what is not known here, the type itself: `webhook.disabled` is "webhook disabled". */
export function words(row: Row): string {
  const name = nameOf(row.after) ?? nameOf(row.before);
  const what = KNOWN[row.action] ?? row.action.replace(/[._]/g, ' ');
  return name ? `${what}: ${name}` : what;
}

/** Whom or what it was done to, where the entry says so. */
function nameOf(side: Record<string, unknown> | null): string | undefined {
  if (!side) return undefined;
  for (const value of [side, ...Object.values(side)]) {
    if (typeof value !== 'object' || value === null) continue;
    const thing = value as Record<string, unknown>;
    if (typeof thing.firstName === 'string') return `${thing.firstName} ${String(thing.lastName ?? '')}`.trim();
    for (const field of ['name', 'email', 'domain', 'title']) if (typeof thing[field] === 'string') return thing[field];
  }
  return undefined;
}

export interface Change {
  field: string;
  before: string | undefined;
  after: string | undefined;
}

/** The fields that differ between before and after; all of them where there was no before. */
export function changesOf(row: Row): Change[] {
  const before = flat(row.before);
  const after = flat(row.after);
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((field) => field !== 'version' && before.get(field) !== after.get(field))
    .map((field) => ({ field, before: before.get(field), after: after.get(field) }));
}

function flat(side: Record<string, unknown> | null, path = '', into = new Map<string, string>()): Map<string, string> {
  for (const [name, value] of Object.entries(side ?? {})) {
    const field = path ? `${path}.${name}` : name;
    if (value === null || value === undefined) continue;
    if (typeof value === 'object' && !Array.isArray(value)) flat(value as Record<string, unknown>, field, into);
    else into.set(field, Array.isArray(value) ? value.map((v) => (typeof v === 'object' ? JSON.stringify(v) : String(v))).join(', ') : String(value));
  }
  return into;
}
