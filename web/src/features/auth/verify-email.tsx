import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { FormError } from '@/components/ui/field';
import { fieldError, reason } from '@/lib/api';
import { queryClient } from '@/lib/query';
import { confirmEmail } from './api';
import { Entrance } from './entrance';
import { takeHashToken } from './hash-token';

/** Where the link of the mail leads. A button confirms, not the visit: programs that read mail open links, too. */
export function VerifyEmail() {
  const [token] = useState(takeHashToken);
  const confirm = useMutation({
    mutationFn: () => confirmEmail(token),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['me'] }),
  });
  const error = confirm.error ? (fieldError(confirm.error, 'token') ? `This link ${fieldError(confirm.error, 'token')}.` : reason(confirm.error)) : null;
  return (
    <Entrance title={confirm.isSuccess ? 'Your address is confirmed' : 'Confirm your e-mail address'}>
      {confirm.data ? (
        <div className="grid gap-5">
          <p role="status" className="text-ink-2">
            Mails of Atelier go to {confirm.data.email}, and you sign in with it.
          </p>
          <Button asChild variant="primary" size="lg">
            <Link to="/">Go to Atelier</Link>
          </Button>
        </div>
      ) : (
        <div className="grid gap-4">
          <FormError>{token ? error : 'This link is not complete. Copy it from the mail as a whole.'}</FormError>
          <Button variant="primary" size="lg" disabled={!token} loading={confirm.isPending} onClick={() => confirm.mutate()}>
            Confirm this address
          </Button>
        </div>
      )}
    </Entrance>
  );
}
