import type { Slot } from 'radix-ui';
import type { ReactNode } from 'react';

/** Stands in for `react-remove-scroll` inside Radix: same children, no `<style>` tag (see vite.config.ts). */
export function RemoveScroll({ children, as: As }: { children: ReactNode; as?: typeof Slot.Root }) {
  return As ? <As>{children}</As> : <>{children}</>;
}

RemoveScroll.classNames = { fullWidth: '', zeroRight: '' };

export default RemoveScroll;
