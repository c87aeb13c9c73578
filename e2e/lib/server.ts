import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root, two folders up from here. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** `E2E_INSTALLATION=cluster` runs the tests against a split installation instead of one process. */
export const CLUSTER = process.env.E2E_INSTALLATION === 'cluster';

/** First start: PostgreSQL's binaries are unpacked and every migration runs; a cluster starts some twenty processes. */
const READY_WITHIN_MS = CLUSTER ? 400_000 : 120_000;
const STOPPED_WITHIN_MS = CLUSTER ? 120_000 : 30_000;

export interface ServerOptions {
  /** An existing data folder to start again on; without it a scratch folder, removed by `stop`. */
  data?: string;
  /** Seed the demonstration house. */
  demo?: boolean;
  /** A port of 127.0.0.1; without it a free one. */
  port?: number;
}

/** A packaged Atelier in its own process, on its own data folder. */
export class AtelierServer {
  private constructor(
    readonly url: string,
    readonly data: string,
    private readonly scratch: boolean,
    private readonly child: ChildProcess,
    private readonly logFile: string,
  ) {}

  /**
   * Starts `./atelier serve`, or `./atelier cluster`, and waits until it answers ready.
   *
   * @throws Error with the server's log when it ends or is not ready in time
   */
  static async start(options: ServerOptions = {}): Promise<AtelierServer> {
    const scratch = options.data === undefined;
    const data = options.data ?? mkdtempSync(join(tmpdir(), 'atelier-e2e-'));
    const port = options.port ?? (CLUSTER ? await freePair() : await freePort());
    const logFile = join(mkdtempSync(join(tmpdir(), 'atelier-e2e-log-')), 'server.log');
    const log = openSync(logFile, 'a');
    const args = [CLUSTER ? 'cluster' : 'serve', '--port', String(port), '--data', data, ...(options.demo ? ['--demo'] : [])];
    const child = spawn(join(ROOT, 'atelier'), args, { stdio: ['ignore', log, log], env: launcherEnv() });
    closeSync(log);
    const server = new AtelierServer(`http://localhost:${port}`, data, scratch, child, logFile);
    try {
      await server.ready();
    } catch (error) {
      await server.kill();
      throw error;
    }
    return server;
  }

  get pid(): number {
    if (this.child.pid === undefined) throw new Error('the launcher could not be started');
    return this.child.pid;
  }

  /** All the server has printed so far. */
  log(): string {
    return readFileSync(this.logFile, 'utf8');
  }

  /** Asks it to stop as Ctrl-C would, waits, and removes what is scratch. Returns the exit code. */
  async stop(): Promise<number | null> {
    const ended = this.ended();
    this.child.kill('SIGINT');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), STOPPED_WITHIN_MS);
    const code = await ended;
    clearTimeout(timer);
    if (this.scratch) rmSync(this.data, { recursive: true, force: true });
    rmSync(dirname(this.logFile), { recursive: true, force: true });
    return code;
  }

  /** Ends it at once, as a power cut would; the data folder stays. */
  async kill(): Promise<void> {
    const ended = this.ended();
    this.child.kill('SIGKILL');
    await ended;
  }

  private async ended(): Promise<number | null> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return this.child.exitCode;
    return new Promise((resolve) => this.child.once('exit', (code) => resolve(code)));
  }

  private async ready(): Promise<void> {
    const until = Date.now() + READY_WITHIN_MS;
    while (Date.now() < until) {
      if (this.child.exitCode !== null || this.child.signalCode !== null) {
        throw new Error(`The server ended with ${this.child.exitCode ?? this.child.signalCode}:\n${this.log()}`);
      }
      const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
      if (answer?.ok) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`The server was not ready within ${READY_WITHIN_MS / 1000} s:\n${this.log()}`);
  }
}

/** What one run of the command line said. */
export interface CommandResult {
  code: number | null;
  out: string;
  err: string;
}

/** Runs `./atelier …` to its end. */
export async function atelier(...args: string[]): Promise<CommandResult> {
  const child = spawn(join(ROOT, 'atelier'), args, { stdio: ['ignore', 'pipe', 'pipe'], env: launcherEnv() });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, out, err };
}

/**
 * The tests run what Maven has packaged: no build inside the build, no minute for a faster start. They pay by the test
 * provider, which a house that is no demonstration offers only when told.
 */
function launcherEnv(): NodeJS.ProcessEnv {
  return { ATELIER_AOT: 'off', ATELIER_PAYMENTS_PROVIDERS: 'invoice,test', ...process.env, ATELIER_BUILD: 'never' };
}

/** A port whose next one is free, too: for two gateways. */
async function freePair(): Promise<number> {
  for (;;) {
    const port = await freePort();
    const probe = createServer();
    const free = await new Promise<boolean>((resolve) => {
      probe.once('error', () => resolve(false));
      probe.listen(port + 1, '127.0.0.1', () => probe.close(() => resolve(true)));
    });
    if (free) return port;
  }
}

/** A port nothing listens on at this moment. */
export async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
