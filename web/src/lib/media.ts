import { useSyncExternalStore } from 'react';

const PHONE = '(max-width: 767px)';

/** Whether the screen is as narrow as Tailwind's `max-md`. For what must not be in the page twice; looks are CSS's. */
export function usePhone(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(PHONE);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(PHONE).matches,
  );
}
