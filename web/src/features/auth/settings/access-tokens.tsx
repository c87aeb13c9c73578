import type { Profile } from '@/lib/api';
import { Tokens } from '../tokens';

export default function AccessTokens({ me }: { me: Profile }) {
  return (
    <Tokens
      me={me}
      kind="personal"
      title="Access tokens"
      description={`For your own scripts: sent as "Authorization: Bearer …" to the API of ${me.organizationName}.`}
    />
  );
}
