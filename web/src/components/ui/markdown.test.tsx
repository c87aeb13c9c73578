import { render } from '@testing-library/react';
import { expect, test } from 'vitest';
import MarkdownRendered from './markdown-rendered';

const evil = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](data:text/html,<script>alert(1)</script>)',
  '![x](javascript:alert(1))',
  '<a href="javascript:alert(1)" onclick="alert(1)">x</a>',
  '<iframe src="https://evil.example"></iframe>',
  '<svg><script>alert(1)</script></svg>',
  '<https://ok.example/" onmouseover="alert(1)>',
  '[x]: javascript:alert(1)\n\n[x]',
  '<style>*{display:none}</style>',
  '`<b>` <b onmouseover=alert(1)>x</b>',
];

test.each(evil)('nothing that runs comes out of %s', (text) => {
  const { container } = render(<MarkdownRendered text={text} />);
  expect(container.querySelectorAll('script, iframe, img, svg, style, object, embed, form')).toHaveLength(0);
  for (const element of container.querySelectorAll('*')) {
    for (const { name, value } of element.attributes) {
      expect(name).not.toMatch(/^on/i);
      expect(value).not.toMatch(/^\s*(javascript|data|vbscript):/i);
    }
  }
});

test('what people write is shown as they meant it', () => {
  const { container } = render(<MarkdownRendered text={'# Plan\n\n- [x] one\n- two **bold**\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\nhttps://ok.example'} />);
  expect(container.querySelector('h1')).toHaveTextContent('Plan');
  expect(container.querySelector('strong')).toHaveTextContent('bold');
  expect(container.querySelectorAll('td')).toHaveLength(2);
  expect(container.querySelector('a')).toHaveAttribute('href', 'https://ok.example');
  expect(container.querySelector('a')).toHaveAttribute('rel', expect.stringContaining('noopener'));
});
