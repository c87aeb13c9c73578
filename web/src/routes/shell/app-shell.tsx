import { useQuery } from '@tanstack/react-query';
import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router';
import { PanelLeftOpen } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import { Suspense, lazy, useEffect } from 'react';
import { IconButton } from '@/components/ui/button';
import { sectionsOf } from '@/features/settings';
import { DeletionBanner, meQuery, useOrganizationCommands } from '@/features/users';
import { useSession } from '@/lib/api';
import { useCommands } from '@/lib/commands';
import { goLive } from '@/lib/live';
import { queryClient } from '@/lib/query';
import { usePreferences } from '@/stores/preferences';
import { useUi } from '@/stores/ui';
import { liveHandlers, welcomeHandlers } from '../live';
import { BottomBar } from './bottom-bar';
import { ConnectionBar } from './connection-bar';
import { navOf } from './nav';
import { Sidebar } from './sidebar';

const CommandMenu = lazy(() => import('./command-menu'));
const Help = lazy(() => import('./help'));

/** What surrounds every screen of a signed-in person. */
export function AppShell() {
  const navigate = useNavigate();
  const session = useSession();
  const { sidebar, toggleSidebar } = usePreferences();
  const { drawer, commandMenu, help, set } = useUi();
  const { data: me } = useQuery({ ...meQuery, enabled: session.status === 'in' });
  const path = useRouterState({ select: (s) => s.location.pathname });

  useEffect(() => set({ drawer: false }), [path, set]);

  // Signed out here or in another tab: nothing of that person stays on the screen or in memory.
  useEffect(() => {
    if (session.status !== 'out') return;
    queryClient.clear();
    void navigate({ to: '/sign-in' });
  }, [session.status, navigate]);

  const person = session.status === 'in' ? session.claims.sub : null;
  useEffect(() => (person ? goLive(queryClient, liveHandlers, welcomeHandlers) : undefined), [person]);

  useOrganizationCommands();
  useCommands([
    { id: 'menu', label: 'Search or run a command', group: 'General', keys: ['mod+k', '/'], keyOnly: true, inFields: true, run: (e) => (e?.key === '/' && isTyping(e) ? false : set({ commandMenu: true })) },
    { id: 'help', label: 'Keyboard shortcuts', group: 'General', keys: '?', run: () => set({ help: true }) },
    { id: 'sidebar', label: 'Show or hide the sidebar', group: 'General', keys: '[', run: toggleSidebar },
    { id: 'go-home', label: 'Go to Home', group: 'Go to', keys: 'g h', run: () => void navigate({ to: '/' }) },
    ...navOf(me).map((n) => ({ id: `go${n.to}`, label: `Go to ${n.label}`, group: 'Go to', keys: `g ${n.key}`, run: () => void navigate({ to: n.to }) })),
    { id: 'go-projects', label: 'Go to Projects', group: 'Go to', keys: 'g p', run: () => void navigate({ to: '/projects' as string }) },
    ...(me?.administrator ? [{ id: 'go-system', label: 'Go to System', group: 'Go to', keys: 'g y', run: () => void navigate({ to: '/system' as string }) }] : []),
    { id: 'go-settings', label: 'Go to Settings', group: 'Go to', keys: 'g s', run: () => void navigate({ to: '/settings' as string }) },
    ...(me ? sectionsOf(me) : []).map((s) => ({ id: `settings-${s.path}`, label: s.title, group: 'Settings', words: `settings ${s.group} ${s.words ?? ''}`, run: () => void navigate({ to: `/settings/${s.path}` as string }) })),
  ]);

  if (session.status !== 'in') return null;
  const closed = sidebar === 'closed';
  return (
    <div className="flex h-dvh flex-col">
      <a href="#main" className="sr-only focus:not-sr-only focus:absolute focus:top-2 focus:left-2 focus:z-80 focus:rounded-md focus:bg-raised focus:px-3 focus:py-2">
        Skip to content
      </a>
      <ConnectionBar />
      <DeletionBanner />
      <div className="flex min-h-0 flex-1">
        {!closed && (
          <div className="w-60 shrink-0 max-md:hidden">
            <Sidebar />
          </div>
        )}
        {closed && (
          <div className="w-11 shrink-0 px-2 py-3 max-md:hidden">
            <IconButton label="Show sidebar" keys="[" onClick={toggleSidebar}>
              <PanelLeftOpen size={15} aria-hidden />
            </IconButton>
          </div>
        )}
        <main id="main" tabIndex={-1} className="relative my-2 mr-2 flex min-w-0 flex-1 flex-col overflow-hidden rounded-xl border border-line bg-panel outline-none max-md:m-0 max-md:rounded-none max-md:border-0">
          <Outlet />
        </main>
      </div>
      <BottomBar />
      <Radix.Root open={drawer} onOpenChange={(open) => set({ drawer: open })}>
        <Radix.Portal>
          <Radix.Overlay className="fixed inset-0 z-40 bg-scrim animate-fade md:hidden" />
          <Radix.Content aria-describedby={undefined} className="fixed inset-y-0 left-0 z-50 w-72 border-r border-line bg-canvas animate-fade md:hidden">
            <Radix.Title className="sr-only">Menu</Radix.Title>
            <Sidebar inDrawer />
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
      <Suspense>
        {commandMenu && <CommandMenu />}
        {help && <Help />}
      </Suspense>
    </div>
  );
}

/** `/` is a letter while writing. */
function isTyping(event: KeyboardEvent): boolean {
  return event.target instanceof Element && event.target.matches('input, textarea, [contenteditable=true]');
}
