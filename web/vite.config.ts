import { fileURLToPath } from 'node:url';
import tailwind from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const src = (path: string) => fileURLToPath(new URL(`./src/${path}`, import.meta.url));
const server = process.env.ATELIER_URL ?? 'http://localhost:8080';

export default defineConfig({
  plugins: [react(), tailwind()],
  resolve: {
    alias: {
      '@': src('.'),
      // The app's shell never scrolls the page itself, and this package writes <style> tags that our CSP refuses.
      'react-remove-scroll': src('lib/no-scroll-lock.tsx'),
    },
  },
  build: {
    target: 'es2023',
    sourcemap: false,
    // A data: URL would need a wider CSP.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 400,
    rollupOptions: {
      output: {
        // Libraries change seldom; kept apart, a release leaves them in the browser's cache.
        manualChunks: (id: string) =>
          /node_modules\/(react|react-dom|scheduler|@tanstack|zustand)\//.test(id) ? 'vendor' : undefined,
      },
    },
  },
  server: {
    proxy: {
      '/v1': { target: server, ws: true },
      '/dev': { target: server },
      '/docs/api': { target: server },
    },
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/test-setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'eslint.test.js'],
    restoreMocks: true,
    testTimeout: 20_000,
  },
});
