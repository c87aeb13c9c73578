import { Suspense, lazy } from 'react';
import { cx } from '@/lib/cx';

const Rendered = lazy(() => import('./markdown-rendered'));

/** Written text (Markdown) as safe HTML. While the renderer is fetched, the text itself is shown. */
export function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <div className={cx('prose', className)}>
      <Suspense fallback={<p className="whitespace-pre-wrap">{text}</p>}>
        <Rendered text={text} />
      </Suspense>
    </div>
  );
}
