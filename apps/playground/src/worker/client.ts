import type { Answer, CallName, Calls, Events, Message, Request } from "./messages.js";

/** As much of a worker as the client needs. */
export interface Channel {
  postMessage(request: Request, options: { transfer: Transferable[] }): void;
  addEventListener(type: "message", listener: (event: { readonly data: Message }) => void): void;
  addEventListener(type: "error" | "messageerror", listener: (event: { readonly message?: string }) => void): void;
}

/** What went wrong in the worker, as a sentence to show. */
export class WorkerError extends Error {
  override readonly name = "WorkerError";
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: WorkerError): void;
}

/** The page's side of the conversation: calls are promises, events have one listener each. */
export class WorkerClient {
  private readonly waiting = new Map<number, Waiting>();
  private readonly listeners: { [N in keyof Events]?: (value: Events[N]) => void } = {};
  private next = 0;
  private broken: WorkerError | null = null;

  constructor(private readonly channel: Channel) {
    channel.addEventListener("message", ({ data }) => this.receive(data));
    channel.addEventListener("error", ({ message }) => this.breakOff(message));
    channel.addEventListener("messageerror", () => this.breakOff("a message could not be read"));
  }

  /** Asks the worker. @throws {WorkerError} with the worker's sentence, or when it could not start or has died */
  call<N extends CallName>(name: N, ...[argument]: Parameters<Calls[N]>): Promise<Answer<N>> {
    if (this.broken !== null) return Promise.reject(this.broken);
    const id = this.next++;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve: (value) => resolve(value as Answer<N>), reject }); // the worker answers by contract
      this.channel.postMessage({ id, name, argument }, { transfer: [] });
    });
  }

  /** Listens to an event, in place of who did before. */
  on<N extends keyof Events>(name: N, listener: (value: Events[N]) => void): void {
    Object.assign(this.listeners, { [name]: listener });
  }

  private receive(message: Message): void {
    if (message.kind === "event") {
      (this.listeners[message.name] as ((value: unknown) => void) | undefined)?.(message.value); // by contract
      return;
    }
    const waiting = this.waiting.get(message.id);
    this.waiting.delete(message.id);
    if (message.kind === "answer") waiting?.resolve(message.value);
    else waiting?.reject(new WorkerError(message.sentence));
  }

  private breakOff(reason: string | undefined): void {
    const why = reason === undefined || reason === "" ? "it could not be loaded" : reason;
    this.broken = new WorkerError(`The part of this page that computes has stopped: ${why}. Reload the page.`);
    for (const { reject } of this.waiting.values()) reject(this.broken);
    this.waiting.clear();
  }
}
