/**
 * What a worker runs; `generate` makes it a string, which starts from a `blob:` URL or with `eval: true`, so that no bundler has
 * to know of a second file. It never returns to its event loop, so it gets no messages after the first: modules come to it as
 * bytes in the shared memory, and it makes an instance of each that a job names. It reads a job only while it holds a piece of it.
 */
import {
  ARGUMENTS,
  ARITY,
  CLOSED,
  CONTROL_BYTES,
  COUNT,
  DONE,
  EXPORT,
  LENGTH,
  MODULE,
  MOST_ARGUMENTS,
  NEXT,
  SLEEPING,
  STARTED,
  TICKET,
  type WorkerData,
} from "./worker.js";

/** Milliseconds that a worker looks for the next job before it sleeps: asking a sleeping one costs 30 to 65 µs. */
const PATIENCE = 2;

type Kernel = (...args: number[]) => void;

interface NodeProcess {
  getBuiltinModule?(name: string): { workerData: WorkerData | null } | undefined;
}

function serve({ memory, control, job, work }: WorkerData): void {
  const { buffer } = memory;
  const words = new Int32Array(buffer, control, CONTROL_BYTES / 4);
  const plan = new Int32Array(buffer, job, ARGUMENTS / 4);
  const numbers = new Float64Array(buffer, job + ARGUMENTS, 3 * MOST_ARGUMENTS);
  const families: Record<number, Kernel[]> = {};
  let done = Atomics.load(words, TICKET);
  Atomics.add(words, STARTED, 1);
  for (;;) {
    done = nextTicket(words, done);
    for (;;) {
      const next = Atomics.load(plan, NEXT);
      const i = next & CLOSED;
      if (next >>> 16 !== done || i >= plan[COUNT]) break;
      if (Atomics.compareExchange(plan, NEXT, next, next + 1) !== next) continue;
      const kernels = (families[plan[MODULE]] ??= load(memory, plan[MODULE] >>> 0, plan[LENGTH], work));
      const args: number[] = [];
      for (let j = 0; j < plan[ARITY]; j += 3) args.push(Math.min(numbers[j] + numbers[j + 1] * i, numbers[j + 2]));
      kernels[plan[EXPORT]](...args, work);
      if (Atomics.add(plan, DONE, 1) + 1 === plan[COUNT]) Atomics.notify(plan, DONE);
    }
  }
}

/** The exports of the module whose bytes lie at an address, in their order. */
function load(memory: WebAssembly.Memory, at: number, length: number, work: number): Kernel[] {
  while (memory.buffer.byteLength < at + length); // this thread has yet to hear that the memory grew
  const module = new WebAssembly.Module(new Uint8Array(memory.buffer, at, length).slice());
  const { exports } = new WebAssembly.Instance(module, { env: { memory } });
  if (exports["scratch"] instanceof WebAssembly.Global) exports["scratch"].value = work;
  return Object.values(exports) as Kernel[]; // and globals, which no job names
}

function nextTicket(words: Int32Array, done: number): number {
  for (;;) {
    for (const end = performance.now() + PATIENCE; performance.now() < end;) {
      for (let i = 0; i < 100; i++) {
        const ticket = Atomics.load(words, TICKET);
        if (ticket !== done) return ticket;
      }
    }
    Atomics.add(words, SLEEPING, 1);
    Atomics.wait(words, TICKET, done);
    Atomics.sub(words, SLEEPING, 1);
  }
}

const { process } = globalThis as { process?: NodeProcess };
const node = process?.getBuiltinModule?.("node:worker_threads");
if (node?.workerData) serve(node.workerData);
else globalThis.addEventListener("message", (event: MessageEvent<WorkerData>) => serve(event.data));
