import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { FormError } from '@/components/ui/field';
import { Spinner } from '@/components/ui/spinner';
import { ApiError, reason } from '@/lib/api';
import { redeemWelcome } from './api';
import { Entrance } from './entrance';
import { takeHashToken } from './hash-token';
import { RegistrationForm } from './registration-form';

/** The administrator link the server prints at its first start: signs in, or makes the first account. */
export function Welcome() {
  const navigate = useNavigate();
  const [token] = useState(takeHashToken);
  const redeem = useQuery({
    queryKey: ['welcome', token],
    // The token works once, so the answer is asked for once and kept.
    queryFn: () => redeemWelcome(token).then(() => true),
    enabled: token !== '',
    staleTime: Infinity,
    retry: false,
  });
  const done = () => void navigate({ to: '/', replace: true });
  useEffect(() => {
    if (redeem.isSuccess) void navigate({ to: '/', replace: true });
  }, [redeem.isSuccess, navigate]);

  if (redeem.error instanceof ApiError && redeem.error.type === 'needs-registration') {
    return (
      <Entrance title="Welcome to Atelier" lead="You are the first one here. Create the administrator’s account.">
        <RegistrationForm withOrganization tokens={{ welcomeToken: token }} onDone={done} />
      </Entrance>
    );
  }
  return (
    <Entrance
      title="Welcome to Atelier"
      foot={
        <Link to="/sign-in" className="font-medium text-accent-text hover:underline">
          Sign in with a password
        </Link>
      }
    >
      {redeem.isFetching ? (
        <p role="status" className="flex items-center gap-2 text-ink-2">
          <Spinner /> Opening the door…
        </p>
      ) : (
        <FormError>
          {token ? reason(redeem.error) : 'This link is not complete.'} Ask the server for a new link: it prints one at every start.
        </FormError>
      )}
    </Entrance>
  );
}
