import { useMutation, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { Building2, LogIn } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { Button } from '@/components/ui/button';
import { Field, FormError } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { api, ApiError, reason } from '@/lib/api';

interface Provider {
  id: string;
  name: string;
}

interface Discovered {
  connectionId: string | null;
  name: string | null;
  forced: boolean;
}

/** What the way back from a provider may have ended with; the words are the server's `reason`s. */
const WORDS: Record<string, string> = {
  expired: 'That sign-in took too long, or was begun in another window. Try again.',
  refused: 'The identity provider did not let you in.',
  unreachable: 'The identity provider cannot be reached right now. Try again in a moment; owners can sign in with their password.',
  provider: 'The identity provider’s answer does not hold, so nobody was signed in. If this goes on, tell whoever set it up.',
  'no-email': 'The identity provider does not vouch for an e-mail address of yours. Register with a password, then link it in your settings.',
  'link-first': 'There is an account with this e-mail address already. Sign in to it, then link the identity in your settings.',
  'not-a-member': 'You are not a member of this organization. Ask one of its admins for an invitation.',
  taken: 'This identity is linked to another account.',
};

const start = (id: string, next: string | undefined) => `/v1/auth/sso/${encodeURIComponent(id)}/start?returnTo=${encodeURIComponent(next ?? '/')}`;

/** Providers for everybody as buttons, and an organization's own by the domain of an e-mail address. */
export function SingleSignOn({ email, next, error }: { email: string; next: string | undefined; error: unknown }) {
  const { sso } = useSearch({ from: '/sign-in' });
  const [asking, setAsking] = useState(false);
  const { data } = useQuery({ queryKey: ['auth', 'providers'], queryFn: ({ signal }) => api.get<{ items: Provider[] }>('/v1/auth/providers', { signal, anonymous: true }), staleTime: Infinity, retry: false });
  const required = error instanceof ApiError && error.type === 'sso-required' ? error.field('connectionId') : undefined;
  return (
    <div className="mt-4 grid gap-3">
      <FormError>{sso ? (WORDS[sso] ?? 'Nobody was signed in. Try again.') : null}</FormError>
      {required && (
        <Button asChild variant="primary" size="lg">
          <a href={start(required, next)}>Continue with single sign-on</a>
        </Button>
      )}
      <div className="flex items-center gap-3 text-xs text-ink-3" aria-hidden>
        <span className="h-px flex-1 bg-line" />
        or
        <span className="h-px flex-1 bg-line" />
      </div>
      {data?.items.map((provider) => (
        <Button key={provider.id} asChild size="lg">
          <a href={start(provider.id, next)}>
            <LogIn size={15} aria-hidden />
            Continue with {provider.name}
          </a>
        </Button>
      ))}
      {asking ? (
        <ByDomain email={email} next={next} />
      ) : (
        <Button size="lg" icon={<Building2 size={15} aria-hidden />} onClick={() => setAsking(true)}>
          Continue with single sign-on
        </Button>
      )}
    </div>
  );
}

function ByDomain({ email: typed, next }: { email: string; next: string | undefined }) {
  const [email, setEmail] = useState(typed);
  const find = useMutation({
    mutationFn: () => api.post<Discovered>('/v1/auth/sso/discover', { email: email.trim() }, { anonymous: true }),
    onSuccess: (found) => {
      if (found.connectionId) window.location.assign(start(found.connectionId, next));
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find.mutate();
  };
  const none = find.data && !find.data.connectionId ? 'No organization here has single sign-on for this domain. Use your password, or ask your admin.' : undefined;
  return (
    <form onSubmit={submit} className="grid gap-3">
      <FormError>{find.error ? reason(find.error) : null}</FormError>
      <Field label="Work e-mail" error={none}>
        {(c) => <Input {...c} inputSize="lg" type="email" autoComplete="email" required autoFocus maxLength={254} value={email} onChange={(e) => setEmail(e.target.value)} />}
      </Field>
      <Button type="submit" size="lg" loading={find.isPending || !!find.data?.connectionId}>
        Find my organization
      </Button>
    </form>
  );
}
