import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * What stands before gateways: takes connections in turn to those that accept them. It knows nothing of HTTP, so what
 * breaks in a gateway breaks at the client.
 */
export class Balancer {
  private turn = 0;
  private readonly open = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    private readonly ports: number[],
  ) {}

  static async before(ports: number[]): Promise<Balancer> {
    const server = createServer();
    const balancer = new Balancer(server, ports);
    server.on('connection', (client) => balancer.join(client, ports.length));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return balancer;
  }

  get url(): string {
    const address = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return `http://localhost:${address.port}`;
  }

  private join(client: Socket, attempts: number): void {
    const port = this.ports[this.turn++ % this.ports.length]!;
    const gateway = connect(port, '127.0.0.1');
    let connected = false;
    client.pause();
    gateway.once('connect', () => {
      connected = true;
      client.pipe(gateway).pipe(client);
    });
    gateway.on('error', () => {
      if (!connected && attempts > 1) this.join(client, attempts - 1);
      else client.destroy();
    });
    gateway.on('close', () => connected && client.destroy());
    client.on('error', () => gateway.destroy());
    client.on('close', () => gateway.destroy());
    this.open.add(client);
  }

  async close(): Promise<void> {
    for (const client of this.open) client.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
