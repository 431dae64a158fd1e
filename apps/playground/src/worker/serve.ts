import type { CallName, Emit, Message, Request, Service } from "./messages.js";

/** As much of the worker's global scope as serving needs. */
export interface Port {
  postMessage(message: Message): void;
  addEventListener(type: "message", listener: (event: { readonly data: Request }) => void): void;
}

/** Lets a service tell the page what happens. */
export function emitTo(port: Port): Emit {
  return (name, value) => port.postMessage({ kind: "event", name, value });
}

/** Answers every request by the service's method of that name; what it throws becomes a sentence for the page. */
export function serve(service: Service, port: Port): void {
  port.addEventListener("message", ({ data }) => void answer(service, port, data));
}

async function answer(service: Service, port: Port, { id, name, argument }: Request): Promise<void> {
  try {
    const value = await (service[name] as (argument: unknown) => unknown)(argument); // the client pairs them
    port.postMessage({ kind: "answer", id, value });
  } catch (error) {
    port.postMessage({ kind: "failure", id, sentence: sentenceOf(name, error) });
  }
}

function sentenceOf(name: CallName, error: unknown): string {
  return error instanceof Error && error.message !== "" ? error.message : `${name} failed: ${String(error)}`;
}
