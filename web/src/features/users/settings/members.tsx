import { Section } from '@/components/ui/section';
import type { Profile } from '@/lib/api';
import { Members } from '../members';

export default function MembersSettings({ me }: { me: Profile }) {
  return (
    <Section title="Members" description={`Everybody who belongs to ${me.organizationName}.`}>
      <Members me={me} />
    </Section>
  );
}
