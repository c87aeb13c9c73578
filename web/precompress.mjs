// After the build: lays a .br, .gz and, where this Node knows it (22.15), .zst beside every file that compression makes
// smaller. The gateway gives each browser the smallest it takes; nothing is compressed twice, and nothing on the way.
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import * as zlib from 'node:zlib';

// As properties: a Node without zstd refuses to import it by name.
const { brotliCompressSync, constants, gzipSync, zstdCompressSync } = zlib;

const TEXT = new Set(['.html', '.js', '.css', '.svg', '.json', '.webmanifest', '.txt', '.map']);
/** Below this a file fits into the first packet as it is. */
const SMALLEST = 1024;

const codings = [
  ['.br', (bytes) => brotliCompressSync(bytes, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })],
  ['.gz', (bytes) => gzipSync(bytes, { level: 9 })],
  ...(zstdCompressSync ? [['.zst', (bytes) => zstdCompressSync(bytes, { params: { [constants.ZSTD_c_compressionLevel]: 19 } })]] : []),
];

function* files(folder) {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* files(path);
    else if (TEXT.has(extname(name))) yield path;
  }
}

for (const file of files('dist')) {
  const bytes = readFileSync(file);
  if (bytes.length < SMALLEST) continue;
  for (const [extension, compress] of codings) {
    const smaller = compress(bytes);
    if (smaller.length < bytes.length) writeFileSync(file + extension, smaller);
  }
}
