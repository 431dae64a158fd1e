/** What waits between one who tells and one who asks. */
export class Mailbox<T> {
  private readonly letters: T[] = [];
  private readonly asking: Asking<IteratorResult<T, undefined>>[] = [];
  private readonly waiting: (() => void)[] = [];
  private isClosed = false;
  /** Thrown once, to who asks first. */
  private failure: { readonly error: unknown } | null = null;

  put(letter: T): void {
    if (this.isClosed) return;
    const asked = this.asking.shift();
    if (asked === undefined) this.letters.push(letter);
    else asked.resolve({ done: false, value: letter });
  }

  /** The next letter, as soon as there is one; the end once it is closed and empty. */
  take(): Promise<IteratorResult<T, undefined>> {
    if (this.letters.length > 0) {
      const value = this.letters.shift() as T; // there is one
      if (this.letters.length === 0) this.release();
      return Promise.resolve({ done: false, value });
    }
    if (this.failure !== null) {
      const { error } = this.failure;
      this.failure = null;
      return Promise.reject(error as Error); // whatever was thrown
    }
    if (this.isClosed) return Promise.resolve({ done: true, value: undefined });
    return new Promise((resolve, reject) => this.asking.push({ resolve, reject }));
  }

  /** Resolves when all letters are taken; `undefined` where they are. */
  emptied(): Promise<void> | undefined {
    if (this.letters.length === 0 || this.isClosed) return undefined;
    return new Promise((resolve) => this.waiting.push(resolve));
  }

  /** Nothing comes any more. */
  close(): void {
    this.isClosed = true;
    for (const { resolve } of this.asking.splice(0)) resolve({ done: true, value: undefined });
    this.release();
  }

  /** Nothing comes any more, and nobody asks for what is there. */
  discard(): void {
    this.letters.length = 0;
    this.close();
  }

  /** Nothing comes any more, because of an error. */
  fail(error: unknown): void {
    const asked = this.asking.shift();
    if (asked === undefined) this.failure = { error };
    else asked.reject(error);
    this.close();
  }

  private release(): void {
    for (const resolve of this.waiting.splice(0)) resolve();
  }
}

interface Asking<T> {
  readonly resolve: (value: T) => void;
  readonly reject: (error: unknown) => void;
}
