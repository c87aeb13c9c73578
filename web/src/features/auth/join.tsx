import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { FormError } from '@/components/ui/field';
import { Spinner } from '@/components/ui/spinner';
import { reason } from '@/lib/api';
import { lookUpInvitation } from './api';
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
  if (data) {
    return (
      <Entrance title={`Join ${data.organizationName}`} lead={`You are invited as ${data.role}.`}>
        <RegistrationForm email={data.email} withOrganization={false} tokens={{ invitationToken: token }} onDone={() => void navigate({ to: '/', replace: true })} />
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
      {isFetching ? (
        <p role="status" className="flex items-center gap-2 text-ink-2">
          <Spinner /> Looking up your invitation…
        </p>
      ) : (
        <FormError>{token ? reason(error) : 'This link is not complete.'} Ask the person who invited you for a new invitation.</FormError>
      )}
    </Entrance>
  );
}
