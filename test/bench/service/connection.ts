import { connect, type Socket } from 'node:net';

const HEAD_END = Buffer.from('\r\n\r\n');
const LENGTH = /\r\ncontent-length: (\d+)/i;

/**
 * One connection that sends the same request again and again, one at a time. A client of its own, for on a machine of two
 * cores a general one takes longer over a request than what is measured.
 */
export class Connection {
  readonly #request: Buffer;
  readonly #port: number;
  #socket: Socket | undefined;
  #answered: ((status: number) => void) | undefined;
  #received: Buffer | undefined;

  constructor(address: string, path: string, body: string) {
    const { host, port } = new URL(address);
    const head = `POST ${path} HTTP/1.1\r\nhost: ${host}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n`;
    this.#request = Buffer.from(head + body);
    this.#port = Number(port);
  }

  /** Sends the request; `answered` is given the status, 0 where the connection broke. */
  send(answered: (status: number) => void): void {
    this.#answered = answered;
    this.#socket ??= this.#open();
    this.#socket.write(this.#request);
  }

  close(): void {
    this.#socket?.destroy();
  }

  #open(): Socket {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    socket.on('data', (bytes) => this.#read(bytes));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      if (this.#socket === socket) this.#socket = undefined;
      this.#settle(0);
    });
    return socket;
  }

  #read(bytes: Buffer): void {
    const received = this.#received ? Buffer.concat([this.#received, bytes]) : bytes;
    this.#received = received;
    const headEnd = received.indexOf(HEAD_END);
    if (headEnd < 0) return;
    const head = received.toString('latin1', 0, headEnd);
    if (received.length < headEnd + HEAD_END.length + Number(LENGTH.exec(head)?.[1] ?? 0)) return;
    this.#received = undefined;
    // An answer that says so is the last of its connection.
    if (/\r\nconnection: close/i.test(head)) {
      this.#socket?.destroy();
      this.#socket = undefined;
    }
    this.#settle(Number(head.slice(9, 12)));
  }

  #settle(status: number): void {
    const answered = this.#answered;
    this.#answered = undefined;
    if (status === 0) this.#received = undefined;
    answered?.(status);
  }
}
