import { Link } from '@tanstack/react-router';
import { CircleCheckBig, House, Inbox, Menu, Search } from 'lucide-react';
import { useUnreadCount } from '@/features/notifications';
import { useUi } from '@/stores/ui';

const item = 'relative flex flex-1 flex-col items-center justify-center gap-0.5 rounded-md text-2xs text-ink-3 aria-[current=page]:text-accent-text';

/** The phone's navigation, under the thumb. */
export function BottomBar() {
  const open = useUi((s) => s.set);
  const unread = useUnreadCount();
  const link = (to: string, label: string, icon: React.ReactNode, exact = false) => (
    <Link to={to} activeOptions={{ exact }} activeProps={{ 'aria-current': 'page' }} className={item}>
      {icon}
      {label}
    </Link>
  );
  return (
    <nav aria-label="Main" className="flex h-13 shrink-0 border-t border-line bg-panel px-1 pb-[env(safe-area-inset-bottom)] md:hidden">
      {link('/', 'Home', <House size={19} strokeWidth={1.75} aria-hidden />, true)}
      {link('/my-work', 'My work', <CircleCheckBig size={19} strokeWidth={1.75} aria-hidden />)}
      <button type="button" className={item} onClick={() => open({ commandMenu: true })}>
        <Search size={19} strokeWidth={1.75} aria-hidden />
        Search
      </button>
      {link(
        '/inbox',
        'Inbox',
        <span className="relative">
          <Inbox size={19} strokeWidth={1.75} aria-hidden />
          {unread > 0 && (
            <span className="absolute -top-1 -right-2 min-w-4 rounded-full bg-accent px-1 text-center text-2xs leading-4 text-accent-ink">
              {unread > 9 ? '9+' : unread}
              <span className="sr-only"> unread</span>
            </span>
          )}
        </span>,
      )}
      <button type="button" className={item} onClick={() => open({ drawer: true })}>
        <Menu size={19} strokeWidth={1.75} aria-hidden />
        Menu
      </button>
    </nav>
  );
}
