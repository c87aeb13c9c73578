import { CopyField } from '@/components/ui/copy-field';
import { Card, Section } from '@/components/ui/section';
import type { Profile } from '@/lib/api';
import { Tokens } from '../tokens';

/** What an identity provider needs to keep the organization's people here. */
export default function Provisioning({ me }: { me: Profile }) {
  return (
    <>
      <Section
        title="Provisioning (SCIM)"
        description={`Your identity provider, such as Entra ID or Okta, adds people to ${me.organizationName}, keeps their names, and takes them out within seconds when they leave.`}
      >
        <Card>
          <CopyField
            label="Base URL"
            value={`${window.location.origin}/v1/organizations/${me.organizationId}/scim/v2`}
            hint="The tenant URL of Entra ID, the SCIM connector base URL of Okta. Users are matched by userName, which should be their e-mail address."
          />
        </Card>
      </Section>
      <Tokens
        me={me}
        kind="organization"
        title="Tokens for provisioning"
        description="The provider's secret token. It acts for whoever makes it and ends when they leave, so let an owner who stays make it."
        scopes={['members.manage']}
        only="members.manage"
        name="Provisioning"
      />
    </>
  );
}
