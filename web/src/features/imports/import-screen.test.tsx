import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import type { ImportPreview, ImportRun } from '@/lib/api';
import { open, problem, serve, signIn } from '@/test/harness';
import { countRows } from './api';

const preview: ImportPreview = {
  format: 'trello',
  projectName: 'Harbour website',
  counts: { statuses: 3, tasks: 11, labels: 1, comments: 0, people: 2 },
  statuses: [
    { name: 'To do', tasks: 6 },
    { name: 'Doing', tasks: 1 },
  ],
  notices: [{ at: '$.cards[3].idMembersVoted', message: 'Votes are not imported.' }],
};
const run = (more: Partial<ImportRun>): ImportRun => ({ id: 'i-1', state: 'running', total: 11, done: 4, projectId: null, created: {}, notices: [], error: null, ...more });
const file = new File(['{"cards":[]}'], 'harbour.json', { type: 'application/json' });

beforeEach(() => signIn());

const choose = async (user: ReturnType<typeof open>['user'], chosen = file) => user.upload(await screen.findByLabelText('Export file'), chosen);

test('shows what will be created and what cannot be, then runs with progress to the board', async () => {
  let looks = 0;
  const calls = serve({
    'POST /v1/projects/imports': (c: { query: URLSearchParams }) => (c.query.get('dryRun') === 'true' ? preview : run({})),
    'GET /v1/projects/imports/i-1': () => (++looks < 2 ? run({}) : run({ state: 'done', done: 11, projectId: 'pr-1', created: { tasks: 11 } })),
  });
  const { user, search } = open('/import');
  await choose(user);
  const counts = await screen.findByLabelText('What will be created');
  expect(within(counts).getByText('tasks').parentElement).toHaveTextContent('11');
  expect(within(counts).queryByText(/comment/)).toBeNull();
  expect(screen.getByText('Votes are not imported.')).toBeVisible();
  expect(screen.getByText('$.cards[3].idMembersVoted')).toBeVisible();
  expect(screen.getByText('1 task')).toBeVisible();

  const name = screen.getByLabelText('Project name');
  await user.clear(name);
  await user.type(name, 'Harbour');
  await user.click(screen.getByRole('button', { name: 'Start import' }));
  expect(await screen.findByRole('progressbar', { name: 'Import' })).toHaveAttribute('aria-valuenow', '36');
  expect(search()).toEqual({ run: 'i-1' });

  expect(await screen.findByRole('link', { name: 'Open board' })).toHaveAttribute('href', '/projects/pr-1');
  const posts = calls.filter((c) => c.method === 'POST');
  expect(posts.map((c) => Object.fromEntries(c.query))).toEqual([
    { format: 'auto', fileName: 'harbour.json', dryRun: 'true' },
    { format: 'auto', fileName: 'harbour.json', dryRun: 'false', projectName: 'Harbour' },
  ]);
  expect(posts[1]!.body).toBe(file);
});

test('a broken file names the place at fault and lets one choose another', async () => {
  serve({ 'POST /v1/projects/imports': () => problem(422, 'validation-failed', 'The file is not a Jira export.', [{ field: 'line 3, column Due', message: '"soon" is no date' }]) });
  const { user } = open('/import');
  await choose(user, new File(['a,b'], 'jira.csv', { type: 'text/csv' }));
  const alert = await screen.findByRole('alert');
  expect(alert).toHaveTextContent('jira.csv cannot be imported');
  expect(alert).toHaveTextContent('line 3, column Due');
  expect(alert).toHaveTextContent('"soon" is no date');
  expect(screen.getByRole('button', { name: 'Choose a file' })).toBeEnabled();
});

test('a running import can be cancelled, also after a reload', async () => {
  let state: ImportRun['state'] = 'running';
  serve({
    'GET /v1/projects/imports/i-1': () => run({ state }),
    'DELETE /v1/projects/imports/i-1': () => {
      state = 'cancelled';
      return new Response(null, { status: 204 });
    },
  });
  const { user, search } = open('/import?run=i-1');
  await user.click(await screen.findByRole('button', { name: 'Cancel import' }));
  expect(await screen.findByText('The import was cancelled')).toBeVisible();
  await user.click(screen.getByRole('button', { name: 'Import another file' }));
  await waitFor(() => expect(search()).toEqual({}));
});

test('counts keep an order, the singular, and names not known yet', () => {
  expect(countRows({ people: 2, tasks: 1, wonders: 3, labels: 0 }).map((r) => r.label)).toEqual(['task', 'people', 'wonders']);
});
