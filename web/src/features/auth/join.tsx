import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/field';
import { Spinner } from '@/components/ui/spinner';
import { reason, session } from '@/lib/api';
import { acceptInvitation, lookUpInvitation } from './api';
import { Entrance } from './entrance';
import { takeHashToken } from './hash-token';
import { RegistrationForm } from './registration-form';

/** The link in an invitation's mail. */
export function Join() {
  const navigate = useNavigate();
  const [token] = useState(takeHashToken);
  const { data, error, isFetching } = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => lookUpInvitation(token),
    enabled: token !== '',
    staleTime: Infinity,
  });
  const { data: signedIn, isPending } = useQuery({ queryKey: ['join', 'signed-in'], queryFn: async () => (await session.token()) !== null, staleTime: 0 });
  if (data && !isPending) {
    const lead = `You are invited as ${data.role}.${data.domain ? ` The link is for addresses at ${data.domain}.` : ''}`;
    if (signedIn) {
      return (
        <Entrance title={`Join ${data.organizationName}`} lead={lead}>
          <Accept token={token} organization={data.organizationName} onDone={() => void navigate({ to: '/', replace: true })} />
        </Entrance>
      );
    }
    if (data.domain) {
      return (
        <Entrance
          title={`Join ${data.organizationName}`}
          lead={lead}
          foot={
            <>
              <Link to="/sign-in" className="font-medium text-accent-text hover:underline">
                Sign in
              </Link>{' '}
              or{' '}
              <Link to="/register" className="font-medium text-accent-text hover:underline">
                register
              </Link>
            </>
          }
        >
          <p className="text-ink-2">Sign in with your address at {data.domain}, confirm it by the mail we send, then open this link again.</p>
        </Entrance>
      );
    }
    return (
      <Entrance title={`Join ${data.organizationName}`} lead={lead} foot="You have an account already? Sign in, then open this link again.">
        <RegistrationForm {...(data.email ? { email: data.email } : {})} withOrganization={false} tokens={{ invitationToken: token }} onDone={() => void navigate({ to: '/', replace: true })} />
      </Entrance>
    );
  }
  return (
    <Entrance
      title="Join a team"
      foot={
        <Link to="/sign-in" className="font-medium text-accent-text hover:underline">
          Sign in
        </Link>
      }
    >
      {isFetching || (data && isPending) ? (
        <p role="status" className="flex items-center gap-2 text-ink-2">
          <Spinner /> Looking up your invitation…
        </p>
      ) : (
        <FormError>{token ? reason(error) : 'This link is not complete.'} Ask the person who invited you for a new invitation.</FormError>
      )}
    </Entrance>
  );
}

/** For somebody who is signed in: one press, and they are in. */
function Accept({ token, organization, onDone }: { token: string; organization: string; onDone: () => void }) {
  const accept = useMutation({ mutationFn: () => acceptInvitation(token), onSuccess: onDone });
  return (
    <div className="grid gap-4">
      <FormError>{accept.error ? reason(accept.error) : null}</FormError>
      <p className="text-ink-2">You keep what you have, and find both organizations in the menu at the top left.</p>
      <Button variant="primary" size="lg" loading={accept.isPending} onClick={() => accept.mutate()}>
        Join {organization}
      </Button>
    </div>
  );
}
