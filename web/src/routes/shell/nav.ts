import { ChartNoAxesColumn, CircleCheckBig, Inbox, Package, ShoppingBag, type LucideIcon } from 'lucide-react';

export interface NavItem {
  to: string;
  label: string;
  icon: LucideIcon;
  /** The second key after `G`. */
  key: string;
}

/** The sidebar's fixed part, in order. */
export const nav: NavItem[] = [
  { to: '/inbox', label: 'Inbox', icon: Inbox, key: 'i' },
  { to: '/my-work', label: 'My work', icon: CircleCheckBig, key: 'm' },
  { to: '/orders', label: 'Orders', icon: ShoppingBag, key: 'o' },
  { to: '/catalog', label: 'Catalog', icon: Package, key: 'c' },
  { to: '/reports', label: 'Reports', icon: ChartNoAxesColumn, key: 'r' },
];
