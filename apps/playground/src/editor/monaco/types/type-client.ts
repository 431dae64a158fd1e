// oxlint-disable-next-line import/default -- Vite makes it
import program from "./type-worker.ts?worker&url";
import { startModule } from "../../../worker/start-module.js";
import type { Answer, Answers, Asked, Question } from "./questions.js";

type Asking<K extends Asked["kind"]> = Extract<Asked, { readonly kind: K }>;

interface Waiting {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: Error) => void;
}

/** Asks the compiler in its worker. Questions are answered in turn. */
export class TypeClient {
  private readonly worker = startModule(program, "types");
  private readonly waiting = new Map<number, Waiting>();
  private next = 0;
  private broken: Error | undefined;

  /** @throws {Error} when the browser does not let a worker start */
  constructor() {
    this.worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      this.waiting.get(data.id)?.resolve(data);
      this.waiting.delete(data.id);
    });
    this.worker.addEventListener("error", ({ message }) => this.fail(message || "its worker could not be loaded"));
  }

  /** @throws {Error} when the compiler could not be loaded, or failed over the question */
  async ask<K extends Asked["kind"]>(text: string, asked: Asking<K> & { readonly kind: K }): Promise<Answers[K]> {
    if (this.broken !== undefined) throw this.broken;
    const id = this.next++;
    this.worker.postMessage({ id, program: text, asked } satisfies Question, { transfer: [] });
    const answer = await new Promise<Answer>((resolve, reject) => this.waiting.set(id, { resolve, reject }));
    if ("failure" in answer) throw new Error(`types: the compiler failed: ${answer.failure}`);
    return answer.answer as Answers[K];
  }

  close(): void {
    this.fail("it was closed");
    this.worker.terminate();
  }

  private fail(why: string): void {
    this.broken ??= new Error(`types: the compiler stopped: ${why}`);
    for (const { reject } of this.waiting.values()) reject(this.broken);
    this.waiting.clear();
  }
}
