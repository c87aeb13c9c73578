import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useRouter, useRouterState } from '@tanstack/react-router';
import { Check } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/field';
import { SkeletonPage } from '@/components/ui/skeleton';
import { useMe } from '@/features/users';
import { reason, session } from '@/lib/api';
import { fullName } from '@/lib/format';
import { useTitle } from '@/lib/title';
import { Entrance } from './entrance';
import { requestOf } from './authorization-request';
import { askConsent, decideConsent, leave } from './machines';

/** A program of others asks, through this browser, to act for the person (OAuth 2.1). */
export function Consent() {
  useTitle('Connect an app');
  const router = useRouter();
  const search = useRouterState({ select: (s) => s.location.search as Record<string, unknown> });
  const request = useMemo(() => requestOf(search), [search]);
  const { data: me } = useMe();
  const { data: question, error } = useQuery({
    queryKey: ['authorize', request],
    queryFn: () => askConsent(request),
    retry: false,
    staleTime: Infinity,
    gcTime: 0,
  });
  const decide = useMutation({ mutationFn: (allow: boolean) => decideConsent(request, allow), onSuccess: (answer) => leave.to(answer.redirectTo) });
  const away = question?.redirectTo;
  useEffect(() => {
    if (away) leave.to(away);
  }, [away]);

  if (error) {
    return (
      <Entrance
        title="This request cannot be answered"
        lead="The app that sent you here is not known in your organization, or asked in a way that is not safe."
        foot={
          <Link to="/" className="font-medium text-accent-text hover:underline">
            Go to Atelier
          </Link>
        }
      >
        <FormError>{reason(error)}</FormError>
      </Entrance>
    );
  }
  if (!question || away || !me) return <SkeletonPage label="Loading the request" />;
  const done = decide.isPending || decide.isSuccess;
  return (
    <Entrance
      title={`${question.clientName} asks to act for you`}
      lead={`In ${me.organizationName}, as ${fullName(me)}. It never may more than you.`}
      foot={
        <>
          Not you?{' '}
          <button type="button" className="font-medium text-accent-text hover:underline" onClick={() => void session.end().then(() => router.invalidate())}>
            Sign in as somebody else
          </button>
        </>
      }
    >
      <div className="grid gap-4">
        <ul aria-label="It may" className="overflow-hidden rounded-xl border border-line bg-surface">
          {question.scopes.map((s) => (
            <li key={s.scope} className="flex items-start gap-2.5 border-t border-line px-3 py-2 first:border-0">
              <Check size={14} aria-hidden className="mt-0.5 shrink-0 text-ink-3" />
              {s.description}
            </li>
          ))}
        </ul>
        <p className="text-sm text-ink-3">
          You go back to <strong className="font-medium break-all text-ink-2">{hostOf(request.redirectUri)}</strong>, and can disconnect it at any time in your settings.
        </p>
        <FormError>{decide.error ? reason(decide.error) : null}</FormError>
        <div className="grid grid-cols-2 gap-2">
          <Button size="lg" disabled={done} onClick={() => decide.mutate(false)}>
            Deny
          </Button>
          <Button size="lg" variant="primary" loading={done} onClick={() => decide.mutate(true)}>
            Allow
          </Button>
        </div>
      </div>
    </Entrance>
  );
}

function hostOf(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).host : uri;
}
