import type { Entry, Id } from '@/lib/api';

/** `connecting` until the first welcome, `live` while entries flow, `away` while it tries to come back. */
export type LiveStatus = 'connecting' | 'live' | 'away' | 'stopped';

/** Where somebody is: a project, and perhaps a task of it. */
export interface Place {
  projectId: Id;
  taskId: Id | null;
  editing: boolean;
}

/** One open client of one person. */
export interface Present extends Place {
  connectionId: Id;
  personId: Id;
}

/** All others when one comes to a project, then who comes, moves and leaves. */
export type PresenceMessage =
  | { type: 'presence'; projectId: Id; people: Present[] }
  | { type: 'present'; present: Present }
  | { type: 'absent'; projectId: Id; connectionId: Id };

type FromServer =
  | PresenceMessage
  | { type: 'welcome'; seq: number }
  | { type: 'entries'; entries: Entry[] }
  | { type: 'reset'; seq: number }
  | { type: 'pong' };

export interface LiveOptions {
  url: string;
  /**
   * A token good for some time yet, other than the `refused` one; null when nobody is signed in any more.
   * May throw while the server is away.
   */
  token: (refused?: string) => Promise<string | null>;
  /** In `seq` order, none twice. */
  onEntries: (entries: Entry[]) => void;
  /** First welcome (`resumed` false) or back again; `seq` is the server's position. */
  onWelcome?: (seq: number, resumed: boolean) => void;
  /** Too much was missed: what is on the screen must be fetched afresh. */
  onReset: (seq: number) => void;
  onStatus: (status: LiveStatus) => void;
  /** Who else is where this client is. */
  onPresence?: (message: PresenceMessage) => void;
  /** For tests. */
  open?: (url: string) => WebSocket;
  random?: () => number;
}

/** Milliseconds. */
const FIRST_RETRY = 400;
const LONGEST_RETRY = 20_000;
const PING_EVERY = 25_000;
/** A connection from which nothing came for so long is dead, whatever the system says. */
const SILENCE = 55_000;
const NO_GOOD_TOKEN = 4401;
/** Tokens live ten minutes; a new one is sent well before. */
const TOKEN_EVERY = 5 * 60_000;

/**
 * The live stream of the journal (`WS /v1/realtime`): says hello with a token and the last `seq` it has, and hands on
 * what follows. Comes back by itself, with backoff and jitter so that a restarted server is not stormed.
 */
export class LiveConnection {
  private socket: WebSocket | null = null;
  private seq: number | null = null;
  private attempts = 0;
  private stopped = false;
  private welcomed = false;
  private place: Place | null = null;
  private refused: string | undefined;
  private heardAt = 0;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private beat: ReturnType<typeof setInterval> | undefined;
  private tokenBeat: ReturnType<typeof setInterval> | undefined;

  constructor(private readonly options: LiveOptions) {}

  /** The last position handed on; null before the first welcome. */
  get position(): number | null {
    return this.seq;
  }

  start(): void {
    this.options.onStatus('connecting');
    void this.connect();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.retry);
    this.hangUp();
    this.options.onStatus('stopped');
  }

  /** Tries at once instead of waiting: the network came back, the tab is seen again. */
  wake(): void {
    if (this.stopped) return;
    if (this.socket) {
      if (this.socket.readyState === 1) this.say({ type: 'ping' });
      return;
    }
    clearTimeout(this.retry);
    void this.connect();
  }

  /** Says where this client is, also after it came back; null for nowhere. */
  here(place: Place | null): void {
    this.place = place;
    if (this.welcomed) this.sayWhere();
  }

  private async connect(): Promise<void> {
    let token: string | null;
    try {
      token = await this.options.token(this.refused);
    } catch {
      this.comeBack();
      return;
    }
    if (this.stopped || this.socket) return;
    if (!token) return this.stop();
    const socket = (this.options.open ?? ((url) => new WebSocket(url)))(this.options.url);
    this.socket = socket;
    socket.onopen = () => this.say({ type: 'hello', token, after: this.seq });
    socket.onmessage = (event: MessageEvent<string>) => this.hear(event.data);
    socket.onclose = (event?: CloseEvent) => {
      if (this.socket !== socket) return;
      // The token ended, or says a role the person no longer has: come back with another.
      this.refused = event?.code === NO_GOOD_TOKEN ? token : undefined;
      this.hangUp();
      this.comeBack();
    };
  }

  private hear(text: string): void {
    this.heardAt = Date.now();
    const message = JSON.parse(text) as FromServer;
    if (message.type === 'welcome') {
      const resumed = this.seq !== null;
      this.seq ??= message.seq;
      this.attempts = 0;
      this.welcomed = true;
      this.options.onStatus('live');
      this.keepAlive();
      if (this.place) this.sayWhere();
      this.options.onWelcome?.(message.seq, resumed);
    } else if (message.type === 'entries') {
      const fresh = message.entries.filter((e) => this.seq === null || e.seq > this.seq);
      const last = fresh.at(-1);
      if (!last) return;
      this.seq = last.seq;
      this.options.onEntries(fresh);
    } else if (message.type === 'reset') {
      this.seq = message.seq;
      this.options.onReset(message.seq);
    } else if (message.type !== 'pong') {
      this.options.onPresence?.(message);
    }
  }

  private keepAlive(): void {
    clearInterval(this.beat);
    clearInterval(this.tokenBeat);
    this.beat = setInterval(() => {
      if (Date.now() - this.heardAt > SILENCE) this.socket?.close();
      else {
        this.say({ type: 'ping' });
        // Again, in case the server could not look the place up when it was told.
        if (this.place) this.sayWhere();
      }
    }, PING_EVERY);
    this.tokenBeat = setInterval(() => {
      // Failing here is no harm: the server closes with 4401 and the next hello brings a new token.
      this.options.token().then((token) => token && this.say({ type: 'token', token }), () => undefined);
    }, TOKEN_EVERY);
  }

  private comeBack(): void {
    if (this.stopped) return;
    this.options.onStatus(this.seq === null ? 'connecting' : 'away');
    const wait = Math.min(LONGEST_RETRY, FIRST_RETRY * 2 ** this.attempts++);
    clearTimeout(this.retry);
    // Between half and all of it: many clients do not come back in the same instant.
    this.retry = setTimeout(() => void this.connect(), wait * (0.5 + (this.options.random ?? Math.random)() / 2));
  }

  private sayWhere(): void {
    const { place } = this;
    this.say(place ? { type: 'here', projectId: place.projectId, taskId: place.taskId, mode: place.editing ? 'editing' : 'viewing' } : { type: 'here', projectId: null });
  }

  private say(message: object): void {
    if (this.socket?.readyState === 1) this.socket.send(JSON.stringify(message));
  }

  private hangUp(): void {
    clearInterval(this.beat);
    clearInterval(this.tokenBeat);
    const socket = this.socket;
    this.socket = null;
    this.welcomed = false;
    socket?.close();
  }
}
