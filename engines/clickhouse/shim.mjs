/**
 * The engine of ClickHouse (npm's chdb) behind ClickHouse's HTTP interface, as far as a client of Atelier speaks it:
 * https://clickhouse.com/docs/interfaces/http. One session, one statement at a time; the data folder outlives the process.
 *
 *   node shim.mjs --port 8123 --data DIR [--user default] [--password …]
 */
import { createServer } from 'node:http';
import { mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Session } from 'chdb';

const { values: options } = parseArgs({
  options: {
    port: { type: 'string' },
    data: { type: 'string' },
    user: { type: 'string', default: 'default' },
    password: { type: 'string', default: '' },
  },
});
if (!options.port || !options.data) {
  console.error('Usage: node shim.mjs --port PORT --data DIR [--user NAME] [--password PASSWORD]');
  process.exit(2);
}

mkdirSync(options.data, { recursive: true });
const session = new Session(options.data);

const WRONG_PASSWORD = 516;
/** What the server answers other than 500: ClickHouse's HTTPHandler, exceptionCodeToHTTPStatus. */
const STATUS = new Map([
  [WRONG_PASSWORD, 403],
  ...[6, 26, 27, 36, 38, 41, 42, 43, 44, 53, 62, 69, 72, 117, 130, 131, 138, 456, 457].map((code) => [code, 400]),
  ...[16, 46, 47, 50, 60, 81, 115].map((code) => [code, 404]),
]);
/** URL parameters that are no settings of the engine, or none that a session could take back. */
const NO_SETTINGS = new Set(['query', 'database', 'user', 'password', 'default_format', 'wait_end_of_query', 'compress',
  'decompress', 'enable_http_compression', 'session_id', 'query_id', 'quota_key', 'readonly', 'buffer_size']);

class Refused extends Error {
  constructor(code, message, name) {
    super(`Code: ${code}. DB::Exception: ${message} (${name})`);
  }
}

function authenticate(request, url) {
  const basic = /^Basic (.+)$/.exec(request.headers.authorization ?? '');
  const [user, password] = basic
    ? /^([^:]*):?(.*)$/s.exec(Buffer.from(basic[1], 'base64').toString('utf8')).slice(1)
    : [request.headers['x-clickhouse-user'] ?? url.searchParams.get('user') ?? 'default',
      request.headers['x-clickhouse-key'] ?? url.searchParams.get('password') ?? ''];
  if (user !== options.user || password !== options.password) {
    throw new Refused(WRONG_PASSWORD, `${user}: Authentication failed: password is incorrect, or there is no user with such name.`,
      'AUTHENTICATION_FAILED');
  }
}

/** The engine's session keeps what is set; so settings of one request are taken back after it. */
async function run(sql, { database, settings, params, format }) {
  await session.queryAsync(`USE \`${database.replaceAll('`', '``')}\``);
  try {
    for (const [name, value] of settings) {
      await session.queryAsync(`SET ${name} = '${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`);
    }
    const result = Object.keys(params).length === 0
      ? await session.queryAsync(sql, { format })
      : await session.queryBindAsync(sql, params, { format });
    return Buffer.from(result.bytes());
  } finally {
    for (const [name] of settings) {
      await session.queryAsync(`SET ${name} = DEFAULT`).catch(() => {});
    }
  }
}

let last = Promise.resolve();
function inTurn(work) {
  const mine = last.then(work);
  last = mine.catch(() => {});
  return mine;
}

async function body(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes;
}

async function answer(request, url) {
  authenticate(request, url);
  const settings = [];
  const params = {};
  for (const [name, value] of url.searchParams) {
    if (name.startsWith('param_')) params[name.slice('param_'.length)] = unescape(value);
    else if (!NO_SETTINGS.has(name) && /^\w+$/.test(name)) settings.push([name, value]);
  }
  const format = url.searchParams.get('default_format') ?? request.headers['x-clickhouse-format'] ?? 'TabSeparated';
  const database = url.searchParams.get('database') ?? request.headers['x-clickhouse-database'] ?? 'default';
  const sql = [url.searchParams.get('query'), (await body(request)).toString('utf8')].filter(Boolean).join('\n');
  return { format, bytes: await inTurn(() => run(sql, { database, settings, params, format })) };
}

/** Values come escaped as in TabSeparated; the binding escapes them again. */
function unescape(text) {
  const special = { t: '\t', n: '\n', r: '\r', b: '\b', f: '\f', 0: '\0' };
  return text.replace(/\\(.)/gs, (_, c) => special[c] ?? c);
}

function fail(response, error) {
  const message = String(error?.message ?? error).replace(/^Query failed: /, '');
  const code = Number(/Code: (\d+)/.exec(message)?.[1] ?? 1002);
  response.writeHead(STATUS.get(code) ?? 500, { 'Content-Type': 'text/plain; charset=UTF-8', 'X-ClickHouse-Exception-Code': code });
  response.end(`${message}\n`);
}

const server = createServer((request, response) => {
  const url = new URL(request.url, 'http://localhost');
  if (url.pathname === '/ping') {
    response.end('Ok.\n');
    return;
  }
  answer(request, url).then(({ format, bytes }) => {
    const zip = url.searchParams.get('enable_http_compression') === '1' && /gzip/.test(request.headers['accept-encoding'] ?? '');
    response.writeHead(200, {
      'Content-Type': 'text/plain; charset=UTF-8',
      'X-ClickHouse-Format': format,
      ...(zip && { 'Content-Encoding': 'gzip' }),
    });
    response.end(zip ? gzipSync(bytes) : bytes);
  }).catch((error) => fail(response, error));
});
server.keepAliveTimeout = 30_000;
server.listen(Number(options.port), '127.0.0.1');

process.on('SIGTERM', () => {
  server.close();
  server.closeIdleConnections();
  inTurn(() => session.close()).finally(() => process.exit(0));
});
