import { CatchBoundary, Link, Navigate, useParams } from '@tanstack/react-router';
import { ArrowLeft, ChevronRight, Compass } from 'lucide-react';
import { Suspense } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState, ErrorState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { SkeletonPage } from '@/components/ui/skeleton';
import { useMe } from '@/features/users';
import { cx } from '@/lib/cx';
import { usePhone } from '@/lib/media';
import { sectionsOf } from './sections';

/**
 * The settings area: its sections at the left, one of them beside; on a phone the list is a page of its own. What follows
 * `/settings/` in the address names the section and, inside it, whatever the section likes.
 */
export function SettingsScreen() {
  const { _splat = '' } = useParams({ strict: false }) as { _splat?: string };
  const { data: me, error, refetch } = useMe();
  const phone = usePhone();
  const [path = '', ...rest] = _splat.split('/');
  const section = me && sectionsOf(me).find((s) => s.path === path);
  if (path === '' && !phone) return <Navigate to={'/settings/profile' as string} replace />;
  const title = section?.title ?? 'Settings';
  return (
    <>
      <PageHeader
        title={title}
        crumb={section && <Link to={'/settings' as string}>Settings</Link>}
        before={
          path !== '' && (
            <Link to={'/settings' as string} aria-label="All settings" className="-ml-1.5 grid size-8 shrink-0 place-items-center rounded-md text-ink-2 hover:bg-hover md:hidden">
              <ArrowLeft size={17} aria-hidden />
            </Link>
          )
        }
      />
      {error && !me && <ErrorState error={error} retry={() => void refetch()} />}
      {!me && !error && <SkeletonPage label="Loading settings" />}
      {me && (
        <div className="flex min-h-0 flex-1">
          <nav
            aria-label="Settings"
            className={cx('w-52 shrink-0 overflow-y-auto border-r border-line px-2 py-3 max-md:w-full max-md:border-0 max-md:px-3', path !== '' && 'max-md:hidden')}
          >
            {(['You', 'Organization'] as const).map((group) => (
              <Group key={group} name={group} sections={sectionsOf(me).filter((s) => s.group === group)} />
            ))}
          </nav>
          <div key={path} className={cx('min-h-0 min-w-0 flex-1 overflow-y-auto', path === '' && 'max-md:hidden')}>
            {section ? (
              <div className="mx-auto grid max-w-3xl grid-cols-1 gap-8 px-8 py-7 max-md:px-4 max-md:py-5">
                <CatchBoundary getResetKey={() => path} errorComponent={({ error, reset }) => <ErrorState error={error} retry={reset} />}>
                  <Suspense fallback={<SkeletonPage label={`Loading ${section.title}`} />}>
                    <section.Page me={me} rest={rest.join('/')} />
                  </Suspense>
                </CatchBoundary>
              </div>
            ) : (
              path !== '' && <NoSuchSetting organization={me.organizationName} />
            )}
          </div>
        </div>
      )}
    </>
  );
}

function Group({ name, sections }: { name: string; sections: ReturnType<typeof sectionsOf> }) {
  if (sections.length === 0) return null;
  return (
    <section aria-label={name} className="mb-4">
      <h2 className="px-2 pb-1 text-xs font-medium text-ink-3">{name}</h2>
      <ul className="grid gap-px max-md:gap-0 max-md:overflow-hidden max-md:rounded-xl max-md:border max-md:border-line max-md:bg-surface">
        {sections.map(({ path, title, icon: Icon }) => (
          <li key={path} className="max-md:border-t max-md:border-line max-md:first:border-0">
            <Link
              to={`/settings/${path}` as string}
              activeProps={{ 'aria-current': 'page' }}
              className="flex h-7 items-center gap-2.5 rounded-md px-2 text-ink-2 transition-colors duration-75 hover:bg-hover hover:text-ink aria-[current=page]:bg-active aria-[current=page]:font-medium aria-[current=page]:text-ink max-md:h-11 max-md:rounded-none max-md:px-3 max-md:text-md max-md:text-ink"
            >
              <Icon size={15} strokeWidth={1.75} aria-hidden />
              {title}
              <ChevronRight size={14} aria-hidden className="ml-auto text-ink-3 md:hidden" />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function NoSuchSetting({ organization }: { organization: string }) {
  return (
    <EmptyState
      icon={<Compass />}
      title="No such setting"
      actions={
        <Button asChild variant="primary">
          <Link to={'/settings' as string}>All settings</Link>
        </Button>
      }
    >
      These settings do not exist, or only others in {organization} may change them.
    </EmptyState>
  );
}
