import { Link, useNavigate } from '@tanstack/react-router';
import { Activity, ChevronsUpDown, LogOut, PanelLeftClose, Plus, Search, Settings, SunMoon } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Dot } from '@/components/ui/badge';
import { IconButton } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '@/components/ui/menu';
import { Skeleton } from '@/components/ui/skeleton';
import { useProjects } from '@/features/projects';
import { useUnreadCount } from '@/features/notifications';
import { NewOrganization, OrganizationItems, useMe } from '@/features/users';
import { session } from '@/lib/api';
import { fullName } from '@/lib/format';
import { usePreferences } from '@/stores/preferences';
import { useUi } from '@/stores/ui';
import { navOf } from './nav';

const row =
  'group flex h-7 items-center gap-2.5 rounded-md px-2 text-ink-2 transition-colors duration-75 hover:bg-hover hover:text-ink max-md:h-10 ' +
  'aria-[current=page]:bg-active aria-[current=page]:font-medium aria-[current=page]:text-ink';

function NavRow({ to, exact, children }: { to: string; exact?: boolean; children: ReactNode }) {
  return (
    <li>
      <Link to={to} activeOptions={{ exact: exact ?? false, includeSearch: false }} activeProps={{ 'aria-current': 'page' }} className={row}>
        {children}
      </Link>
    </li>
  );
}

/** The main navigation: 240 px at the left, or a drawer on a phone. */
export function Sidebar({ inDrawer }: { inDrawer?: boolean }) {
  const open = useUi((s) => s.set);
  const toggle = usePreferences((s) => s.toggleSidebar);
  const unread = useUnreadCount();
  const { data: me } = useMe();
  return (
    <nav aria-label="Main" className="flex h-full min-h-0 flex-col gap-3.5 px-2 py-3">
      <div className="flex items-center gap-1">
        <AccountMenu />
        {!inDrawer && (
          <IconButton label="Hide sidebar" keys="[" onClick={toggle}>
            <PanelLeftClose size={15} aria-hidden />
          </IconButton>
        )}
      </div>
      <button
        type="button"
        onClick={() => open({ commandMenu: true, drawer: false })}
        className="flex h-7.5 shrink-0 items-center gap-2 rounded-md border border-line bg-surface px-2.5 text-left text-sm text-ink-3 shadow-lift transition-colors hover:border-line-strong max-md:h-10"
      >
        <Search size={13} aria-hidden />
        <span className="truncate">Search or run…</span>
        <span className="ml-auto max-md:hidden">
          <Kbd keys="mod K" />
        </span>
      </button>
      <ul className="grid gap-px">
        {navOf(me).map(({ to, label, icon: Icon }) => (
          <NavRow key={to} to={to}>
            <Icon size={15} strokeWidth={1.75} aria-hidden />
            {label}
            {to === '/inbox' && unread > 0 && (
              <span className="ml-auto min-w-5 rounded-full bg-accent px-1.5 text-center text-xs font-medium text-accent-ink">
                {unread > 99 ? '99+' : unread}
                <span className="sr-only"> unread</span>
              </span>
            )}
          </NavRow>
        ))}
      </ul>
      <ProjectList />
      <ul className="mt-auto grid gap-px">
        {me?.administrator && (
          <NavRow to="/system">
            <Activity size={15} strokeWidth={1.75} aria-hidden />
            System
          </NavRow>
        )}
        <NavRow to="/settings">
          <Settings size={15} strokeWidth={1.75} aria-hidden />
          Settings
        </NavRow>
      </ul>
    </nav>
  );
}

function ProjectList() {
  const { data, isPending } = useProjects();
  return (
    <section aria-label="Projects" className="flex min-h-0 flex-col">
      <div className="flex items-center pr-0.5 pl-2">
        <Link to="/projects" activeOptions={{ exact: true }} className="rounded-sm text-xs font-medium text-ink-3 hover:text-ink">
          Projects
        </Link>
        <Link to={'/projects/new' as string} aria-label="New project" className="ml-auto grid size-6 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink">
          <Plus size={14} aria-hidden />
        </Link>
      </div>
      <ul className="-mx-1 grid min-h-0 grid-cols-1 gap-px overflow-x-hidden overflow-y-auto px-1 py-0.5">
        {isPending && [0, 1, 2].map((i) => <li key={i} className="px-2 py-1.5"><Skeleton className="h-3.5 w-32" /></li>)}
        {data?.map((p) => (
          <NavRow key={p.id} to={`/projects/${p.id}`}>
            <span className="grid w-[15px] shrink-0 place-items-center">
              <Dot color={p.color} />
            </span>
            <span className="truncate">{p.name}</span>
          </NavRow>
        ))}
        {data?.length === 0 && <li className="px-2 py-1 text-sm text-ink-3">No projects yet</li>}
      </ul>
    </section>
  );
}

function AccountMenu() {
  const { data: me } = useMe();
  const navigate = useNavigate();
  const { theme, setTheme } = usePreferences();
  const name = me ? fullName(me) : '';
  const signOut = async () => {
    await session.end();
    await navigate({ to: '/sign-in' });
  };
  const [creating, setCreating] = useState(false);
  return (
    <>
    <Menu
      align="start"
      trigger={
        <button type="button" className="flex h-8 min-w-0 flex-1 items-center gap-2 rounded-md px-2 text-left font-semibold hover:bg-hover">
          <img src="/favicon.svg" alt="" width={20} height={20} />
          <span className="sr-only">Account menu of </span>
          {me ? <span className="truncate">{me.organizationName}</span> : <Skeleton className="h-3.5 w-28" />}
          <ChevronsUpDown size={13} className="shrink-0 text-ink-3" aria-hidden />
        </button>
      }
    >
      <div className="flex items-center gap-2.5 px-2 py-2">
        <Avatar name={name || '?'} size={28} decorative />
        <div className="grid min-w-0">
          <span className="truncate font-medium">{name}</span>
          <span className="truncate text-xs text-ink-3">{me?.email}</span>
        </div>
      </div>
      <MenuSeparator />
      <OrganizationItems onCreate={() => setCreating(true)} />
      <MenuItem icon={<Settings />} onSelect={() => void navigate({ to: '/settings' as string })}>
        Settings
      </MenuItem>
      <MenuLabel>Theme</MenuLabel>
      {(['system', 'light', 'dark'] as const).map((t) => (
        <MenuItem key={t} icon={<SunMoon />} onSelect={() => setTheme(t)}>
          {{ system: 'Like the system', light: 'Light', dark: 'Dark' }[t]}
          {theme === t && ' ✓'}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem icon={<LogOut />} onSelect={() => void signOut()}>
        Sign out
      </MenuItem>
    </Menu>
    <NewOrganization open={creating} onOpenChange={setCreating} />
    </>
  );
}
