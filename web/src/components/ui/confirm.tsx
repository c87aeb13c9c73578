import { AlertDialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { Button } from './button';

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: string;
  children: ReactNode;
  /** The verb of what will happen: "Delete task". */
  action: string;
  onConfirm: () => void;
}

/** Asks before something that is hard to take back. */
export function Confirm({ open, onOpenChange, title, children, action, onConfirm }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim animate-fade" />
        <Radix.Content className="fixed top-[22vh] left-1/2 z-50 grid w-[calc(100vw-24px)] max-w-sm -translate-x-1/2 gap-3 rounded-xl border border-line bg-raised p-5 shadow-pop">
          <Radix.Title className="text-lg font-semibold tracking-tight">{title}</Radix.Title>
          <Radix.Description asChild>
            <div className="text-ink-2">{children}</div>
          </Radix.Description>
          <div className="mt-1 flex justify-end gap-2">
            <Radix.Cancel asChild>
              <Button>Cancel</Button>
            </Radix.Cancel>
            <Radix.Action asChild>
              <Button variant="danger" onClick={onConfirm}>
                {action}
              </Button>
            </Radix.Action>
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
