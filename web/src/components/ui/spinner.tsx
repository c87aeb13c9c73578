import { LoaderCircle } from 'lucide-react';

/** Says to the eye that something is under way; put words beside it for the ear. */
export function Spinner({ size = 14 }: { size?: number }) {
  return <LoaderCircle size={size} className="animate-spin" aria-hidden />;
}
