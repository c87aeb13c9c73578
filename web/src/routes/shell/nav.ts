import { ChartNoAxesColumn, CircleCheckBig, Inbox, Package, ShoppingBag, type LucideIcon } from 'lucide-react';
import type { Profile } from '@/lib/api';
import { may, type Permission } from '@/lib/policy';

export interface NavItem {
  /** Without it the place is not offered. */
  needs?: Permission;
  to: string;
  label: string;
  icon: LucideIcon;
  /** The second key after `G`. */
  key: string;
}

/** The sidebar's fixed part, in order. */
const places: NavItem[] = [
  { to: '/inbox', label: 'Inbox', icon: Inbox, key: 'i' },
  { to: '/my-work', label: 'My work', icon: CircleCheckBig, key: 'm' },
  { to: '/orders', label: 'Orders', icon: ShoppingBag, key: 'o', needs: 'orders.read' },
  { to: '/catalog', label: 'Catalog', icon: Package, key: 'c', needs: 'catalog.read' },
  { to: '/reports', label: 'Reports', icon: ChartNoAxesColumn, key: 'r', needs: 'reports.read' },
];

/** What is offered to this person; all of it until it is known who that is. */
export function navOf(me: Profile | undefined): NavItem[] {
  return me ? places.filter((p) => !p.needs || may(me, p.needs)) : places;
}
