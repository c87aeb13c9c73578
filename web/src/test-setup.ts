import '@testing-library/jest-dom/vitest';
import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// Screens are fetched lazily; on a busy machine the first one takes its time.
configure({ asyncUtilTimeout: 8_000 });

// jsdom lays nothing out: to it every screen is wide, light and still.
if (typeof window !== 'undefined') {
  window.ResizeObserver ??= class {
    observe() {}
    unobserve() {}
    disconnect() {}
  };
  window.matchMedia ??= (() => ({ matches: false, addEventListener() {}, removeEventListener() {} })) as never;
}

afterEach(cleanup);
