import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { CodeInput } from './code-input';
import { CopyField } from './copy-field';
import { Field } from './field';

test('copying says so, to the eye and to a screen reader', async () => {
  const user = userEvent.setup();
  const write = vi.spyOn(navigator.clipboard, 'writeText');
  render(<CopyField label="Token" value="at_1" hint="Shown once." />);
  expect(screen.getByLabelText('Token')).toHaveValue('at_1');
  await user.click(screen.getByRole('button', { name: 'Copy Token' }));
  expect(write).toHaveBeenCalledWith('at_1');
  expect(screen.getByRole('status')).toHaveTextContent('Copied');
});

test('where copying is forbidden the text is selected and the person is told', async () => {
  const user = userEvent.setup();
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('no'));
  render(<CopyField label="Token" value="at_1" />);
  await user.click(screen.getByRole('button', { name: 'Copy Token' }));
  expect(screen.getByRole('status')).toHaveTextContent(/keyboard/);
});

function Code({ done }: { done: (code: string) => void }) {
  const [code, setCode] = useState('');
  return <Field label="Code">{(c) => <CodeInput {...c} value={code} onChange={setCode} onComplete={done} />}</Field>;
}

test('a code pasted in groups is taken, and told once it is whole', async () => {
  const user = userEvent.setup();
  const done = vi.fn();
  render(<Code done={done} />);
  await user.click(screen.getByLabelText('Code'));
  await user.paste('123 456');
  expect(screen.getByLabelText('Code')).toHaveValue('123456');
  expect(done).toHaveBeenCalledExactlyOnceWith('123456');
});
