import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useToasts, type ToastMessage } from '@/stores/toasts';
import { IconButton } from './button';

const icons = {
  info: <Info size={15} className="text-info" aria-hidden />,
  ok: <CircleCheck size={15} className="text-ok" aria-hidden />,
  bad: <CircleAlert size={15} className="text-bad" aria-hidden />,
};

/** Milliseconds a message stays; one with something to do or a refusal stays longer. */
const STAY = 5_000;
const STAY_LONG = 10_000;

function Toast({ message }: { message: ToastMessage }) {
  const dismiss = useToasts((s) => s.dismiss);
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(message.id), message.action || message.tone === 'bad' ? STAY_LONG : STAY);
    return () => clearTimeout(timer);
  }, [held, message, dismiss]);
  return (
    <li
      className="flex w-full items-start gap-2.5 rounded-lg border border-line bg-raised py-2.5 pr-2 pl-3 shadow-pop animate-rise"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className="mt-0.5">{icons[message.tone]}</span>
      <div className="min-w-0 flex-1">
        <p className="font-medium">{message.title}</p>
        {message.detail && <p className="text-sm wrap-anywhere text-ink-2">{message.detail}</p>}
      </div>
      {message.action && (
        <button
          type="button"
          className="rounded-sm px-1.5 py-0.5 font-medium text-accent-text hover:bg-hover"
          onClick={() => {
            message.action?.run();
            dismiss(message.id);
          }}
        >
          {message.action.label}
        </button>
      )}
      <IconButton label="Dismiss" size="sm" onClick={() => dismiss(message.id)}>
        <X size={13} aria-hidden />
      </IconButton>
    </li>
  );
}

/** The place of all toasts; one in the app. A live region, so that they are read out. */
export function Toaster() {
  const items = useToasts((s) => s.items);
  return (
    <section aria-label="Messages" aria-live="polite" className="pointer-events-none fixed right-4 bottom-4 z-70 w-[min(360px,calc(100vw-32px))] max-md:bottom-16">
      <ol className="pointer-events-auto grid gap-2">
        {items.map((message) => (
          <Toast key={message.id} message={message} />
        ))}
      </ol>
    </section>
  );
}
