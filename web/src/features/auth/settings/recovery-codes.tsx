import { Copy, Download } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { toast } from '@/stores/toasts';

/** Codes that are shown this once, and ways to keep them. */
export function RecoveryCodes({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const text = codes.join('\n');
  const copy = () =>
    void navigator.clipboard.writeText(text).then(
      () => toast({ tone: 'ok', title: 'The codes are in the clipboard' }),
      () => toast({ tone: 'bad', title: 'They could not be copied', detail: 'Select them and copy them by hand.' }),
    );
  const download = () => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([`Recovery codes for Atelier (${location.host}). Each works once.\n\n${text}\n`], { type: 'text/plain' }));
    link.download = 'atelier-recovery-codes.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div className="grid gap-4">
      <p className="text-ink-2">Without your phone, one of these lets you in, once. They are shown only now: keep them where you keep other keys.</p>
      <ol aria-label="Recovery codes" className="grid grid-cols-2 gap-x-6 gap-y-1 rounded-lg border border-line bg-surface px-4 py-3 font-mono text-sm select-all max-md:grid-cols-1">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <div className="flex flex-wrap justify-end gap-2">
        <Button icon={<Copy size={14} aria-hidden />} onClick={copy}>
          Copy
        </Button>
        <Button icon={<Download size={14} aria-hidden />} onClick={download}>
          Download
        </Button>
        <Button variant="primary" onClick={onKept}>
          I have kept them
        </Button>
      </div>
    </div>
  );
}
