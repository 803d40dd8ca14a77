/** One part of the package while it is written: text in, packed in another thread, with back-pressure. */
import { PassThrough } from 'node:stream';

/** Whether output and packer still work; waiting ends when they do not. */
export class Health {
  private failure: Error | null = null;
  private readonly waiting = new Set<() => void>();

  fail(error: Error): void {
    this.failure ??= error;
    for (const wake of this.waiting) wake();
  }

  /** @throws the first failure */
  check(): void {
    if (this.failure !== null) throw this.failure;
  }

  /** Resolves when `stream` takes more, or anything has failed. */
  async drained(stream: PassThrough): Promise<void> {
    if (this.failure === null)
      await new Promise<void>((resolve) => {
        const wake = (): void => {
          this.waiting.delete(wake);
          stream.off('drain', wake);
          resolve();
        };
        this.waiting.add(wake);
        stream.once('drain', wake);
      });
    this.check();
  }
}

/** The packer of the writing library. */
export interface Packer {
  append(source: PassThrough, entry: { readonly name: string }): unknown;
}

const PIECE = 128 * 1024;
/** Bytes on their way to the packer before writing waits. */
const FULL_BYTES = 1 << 20;

export class PartStream {
  private readonly stream = new PassThrough({ highWaterMark: FULL_BYTES });
  private text = '';
  private full = false;

  constructor(
    packer: Packer,
    name: string,
    private readonly health: Health,
  ) {
    packer.append(this.stream, { name });
  }

  /** Takes text; when {@link isFull}, {@link room} must be waited for before much more comes. */
  write(text: string): void {
    this.text += text;
    if (this.text.length >= PIECE) this.flush();
  }

  get isFull(): boolean {
    return this.full;
  }

  async room(): Promise<void> {
    this.health.check();
    if (!this.full) return;
    await this.health.drained(this.stream);
    this.full = false;
  }

  end(): void {
    this.flush();
    this.stream.end();
  }

  private flush(): void {
    if (this.text === '') return;
    this.full = !this.stream.write(this.text, 'utf8') || this.full;
    this.text = '';
  }
}
