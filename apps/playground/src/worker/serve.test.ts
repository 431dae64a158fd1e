import { LinnetError } from "@linnet/core";
import { describe, expect, it } from "vitest";
import type { Message, Request, Service } from "./messages.js";
import { emitTo, serve } from "./serve.js";

/** A conversation with a service of which only some methods matter. */
function converse(service: Partial<Service>): { ask(request: Request): Promise<void>; readonly said: Message[] } {
  const said: Message[] = [];
  let listen: (event: { readonly data: Request }) => void = () => {};
  serve(service as Service, {
    postMessage: (message) => void said.push(message),
    addEventListener: (_type, listener) => (listen = listener),
  });
  return {
    said,
    ask(data) {
      listen({ data });
      return new Promise((resolve) => setTimeout(resolve));
    },
  };
}

describe("serve", () => {
  it("answers with what the method of that name gives, or promises", async () => {
    const { ask, said } = converse({
      steps: ({ index }) => ({ index, ink: new Float64Array(1) }),
      stop: () => Promise.resolve(),
    });
    await ask({ id: 7, name: "steps", argument: { index: 3 } });
    await ask({ id: 8, name: "stop", argument: undefined });
    expect(said).toEqual([
      { kind: "answer", id: 7, value: { index: 3, ink: new Float64Array(1) } },
      { kind: "answer", id: 8, value: undefined },
    ]);
  });

  it("answers with a sentence where the method throws or rejects", async () => {
    const { ask, said } = converse({
      pause() {
        throw new LinnetError("pause", "there must be a run; got none.");
      },
      resume: () => Promise.reject(new Error("")),
    });
    await ask({ id: 0, name: "pause", argument: undefined });
    await ask({ id: 1, name: "resume", argument: undefined });
    expect(said).toEqual([
      { kind: "failure", id: 0, sentence: "pause: there must be a run; got none." },
      { kind: "failure", id: 1, sentence: "resume failed: Error" },
    ]);
  });
});

describe("emitTo", () => {
  it("posts events by name", () => {
    const said: Message[] = [];
    const emit = emitTo({ postMessage: (message) => void said.push(message), addEventListener() {} });
    emit("curves", { loss: "a", accuracy: "b" });
    expect(said).toEqual([{ kind: "event", name: "curves", value: { loss: "a", accuracy: "b" } }]);
  });
});
