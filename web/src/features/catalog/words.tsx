import { Boxes, BriefcaseBusiness } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Product } from '@/lib/api';

export const stateLabel: Record<Product['state'], string> = { draft: 'Draft', published: 'Published', archived: 'Archived' };

const tones = { draft: 'warn', published: 'ok', archived: 'neutral' } as const;

export function StateBadge({ state }: { state: Product['state'] }) {
  return <Badge tone={tones[state]}>{stateLabel[state]}</Badge>;
}

export function KindIcon({ kind, size = 15 }: { kind: Product['kind']; size?: number }) {
  const Icon = kind === 'service' ? BriefcaseBusiness : Boxes;
  return <Icon size={size} strokeWidth={1.75} aria-hidden />;
}

export const kindLabel: Record<Product['kind'], string> = { service: 'Service', goods: 'Goods' };
