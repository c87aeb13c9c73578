import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Entrance } from './entrance';
import { RegistrationForm } from './registration-form';

export function Register() {
  const navigate = useNavigate();
  const { next } = useSearch({ from: '/register' });
  return (
    <Entrance
      title="Create your account"
      lead="Sell the work, do the work, see how it went."
      foot={
        <>
          Already here?{' '}
          <Link to="/sign-in" search={next ? { next } : {}} className="font-medium text-accent-text hover:underline">
            Sign in instead
          </Link>
        </>
      }
    >
      <RegistrationForm withOrganization onDone={() => void navigate({ href: next ?? '/', replace: true })} />
    </Entrance>
  );
}
