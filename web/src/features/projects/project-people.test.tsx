import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { TooltipProvider } from '@/components/ui/tooltip';
import { queryClient } from '@/lib/query';
import { serve, signIn } from '@/test/harness';
import { ProjectPeople } from './project-people';

const project = { id: 'x-1', name: 'Harbour', members: [{ personId: 'p-2', role: 'editor' }], teams: [{ teamId: 't-1', role: 'viewer' }], restricted: false };
const answers = (permissions: string[]) => ({
  'GET /v1/projects/x-1': project,
  'GET /v1/projects/x-1/permissions': { items: permissions, next: null },
  'GET /v1/organizations/o-1/members': { items: [{ id: 'p-2', username: 'jo', email: 'j@example.test', firstName: 'Jo', lastName: 'Lind', role: 'member' }], next: null },
  'GET /v1/organizations/o-1/teams': { items: [{ id: 't-1', name: 'Divers', memberIds: [] }], next: null },
  'PUT /v1/projects/x-1/members/p-2': { personId: 'p-2', role: 'lead' },
  'PATCH /v1/projects/x-1': project,
});

const show = () =>
  render(
    <QueryClientProvider client={queryClient}>
      <TooltipProvider>
        <ProjectPeople projectId="x-1" onClose={() => {}} />
      </TooltipProvider>
    </QueryClientProvider>,
  );

beforeEach(() => {
  queryClient.clear();
  signIn();
});
afterEach(() => vi.unstubAllGlobals());

test('roles of people are changed, and the project closed, by who manages it', async () => {
  const calls = serve(answers(['work.read', 'project.manage']));
  show();
  const user = userEvent.setup();
  await user.selectOptions(await screen.findByLabelText('Role of Jo Lind'), 'lead');
  await vi.waitFor(() => expect(calls.some((c) => c.method === 'PUT' && c.path === '/v1/projects/x-1/members/p-2')).toBe(true));
  await user.click(screen.getByRole('checkbox', { name: 'Only for those in it' }));
  await vi.waitFor(() => expect(calls.find((c) => c.method === 'PATCH')?.body).toEqual({ restricted: true }));
});

test('others see who is in it and change nothing', async () => {
  serve(answers(['work.read']));
  show();
  expect(await screen.findByText('Divers')).toBeInTheDocument();
  expect(screen.getByText('Viewer')).toBeInTheDocument();
  expect(screen.queryByLabelText('Role of Jo Lind')).not.toBeInTheDocument();
  expect(screen.queryByRole('button', { name: 'Add' })).not.toBeInTheDocument();
});
