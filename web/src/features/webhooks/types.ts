/** Types of journal entries that go out, by what they are about; the API's documentation says what each holds. */
export const groups: { title: string; prefix: string; types: string[] }[] = [
  { title: 'Tasks', prefix: 'task', types: ['task.created', 'task.changed', 'task.deleted', 'task.restored'] },
  { title: 'Projects', prefix: 'project', types: ['project.created', 'project.changed', 'project.deleted', 'project.restored', 'project.imported'] },
  { title: 'Comments', prefix: 'comment', types: ['comment.created', 'comment.changed', 'comment.deleted'] },
  { title: 'Files', prefix: 'file', types: ['file.created', 'file.deleted'] },
  { title: 'Milestones', prefix: 'milestone', types: ['milestone.created', 'milestone.changed', 'milestone.deleted'] },
  {
    title: 'Orders',
    prefix: 'order',
    types: ['order.placed', 'order.paid', 'order.payment_changed', 'order.partially_fulfilled', 'order.fulfilled', 'order.cancelled', 'order.expired', 'order.unit_started'],
  },
  { title: 'Products', prefix: 'product', types: ['product.created', 'product.changed', 'product.deleted'] },
  { title: 'Stock', prefix: 'stock', types: ['stock.changed'] },
  { title: 'Members', prefix: 'member', types: ['member.joined', 'member.changed', 'member.left'] },
];

const listed = new Set(groups.flatMap((g) => [`${g.prefix}.*`, ...g.types]));

/** Those of a webhook's types that the list above does not show; set by the API, and kept. */
export const others = (types: string[]) => types.filter((t) => t !== '*' && !listed.has(t));

/** Adds or takes away a type; a whole group takes the place of its parts. */
export function toggled(types: string[], type: string, on: boolean): string[] {
  const rest = types.filter((t) => t !== type && !(on && type.endsWith('.*') && t.startsWith(type.slice(0, -1))));
  return on ? [...rest, type] : rest;
}

/** In words: `Everything`, else the first few types. */
export function summary(types: string[]): string {
  if (types.includes('*')) return 'Everything';
  const shown = types.slice(0, 3).join(', ');
  return types.length > 3 ? `${shown} and ${types.length - 3} more` : shown;
}
