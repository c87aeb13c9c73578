import ReactMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';

const components: Components = {
  // A link in somebody's text leaves the app: in a new tab, without a handle on ours or the address we came from.
  a: ({ node: _node, ...props }) => <a {...props} target="_blank" rel="noopener noreferrer nofollow" />,
  // The CSP refuses foreign pictures, and one that loads by itself would tell a stranger who reads: a link instead.
  img: ({ src, alt }) => (
    <a href={typeof src === 'string' ? src : undefined} target="_blank" rel="noopener noreferrer nofollow">
      {alt || 'Picture'}
    </a>
  ),
  // A ticked box in text is text, not a control.
  input: ({ checked }) => <span aria-label={checked ? 'done' : 'not done'} role="img">{checked ? '☑ ' : '☐ '}</span>,
};

/** No HTML in the text is let through, and what Markdown makes of it is sanitised once more. */
export default function MarkdownRendered({ text }: { text: string }) {
  return (
    <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={components}>
      {text}
    </ReactMarkdown>
  );
}
