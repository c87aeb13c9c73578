import { count } from '@/lib/format';
import type { Product } from '@/lib/api';
import type { Contents } from './api';

/** The first words of a Markdown text, as plain text. */
export function excerpt(markdown: string | null, length = 140): string {
  const plain = (markdown ?? '')
    .replaceAll(/```[\s\S]*?```/g, ' ')
    .replaceAll(/^#{1,6}\s.*$/gm, ' ')
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_`>#~|]|^\s*[-+]\s/gm, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (plain.length <= length) return plain;
  return `${plain.slice(0, plain.lastIndexOf(' ', length) > 0 ? plain.lastIndexOf(' ', length) : length)}…`;
}

/** `12 weeks` where it is whole weeks, else `10 days`. */
export function duration(days: number): string {
  return days >= 14 && days % 7 === 0 ? count(days / 7, 'week') : count(days, 'day');
}

export function facts(product: Product, contents: Contents | null | undefined): string[] {
  if (product.kind === 'goods') return [availability(product)];
  if (!contents) return ['Your own project, from the day you pay'];
  return [duration(contents.durationDays), count(contents.milestones.length, 'milestone'), count(contents.tasks, 'task')];
}

/** The largest number a customer may order at once; of services the server takes 20. */
export function most(product: Product): number {
  return product.stock ? Math.min(100, product.stock.available) : 20;
}

export function availability(product: Product): string {
  const available = product.stock?.available ?? Infinity;
  if (available <= 0) return 'Sold out';
  return available <= 5 ? `Only ${available} left` : 'In stock';
}
