/** What a worker is started with. */
export interface WorkerData {
  readonly memory: WebAssembly.Memory;
  /** Exports `gemm_tiles(job, ticket, work)`; imports the memory. */
  readonly module: WebAssembly.Module;
  /** Byte address of the control words below. */
  readonly control: number;
  /** Byte address of the job. */
  readonly job: number;
  /** Byte address of memory that only this worker uses. */
  readonly work: number;
}

/** Control words, 4 bytes each: the ticket of the latest job, how many workers sleep, how many have started. */
export const TICKET = 0;
export const SLEEPING = 1;
export const STARTED = 2;
export const CONTROL_BYTES = 12;

/** Milliseconds that a worker looks for the next job before it sleeps: asking a sleeping one costs 30 to 65 µs. */
const PATIENCE = 2;

/**
 * The program of a worker, as a string: it starts from a `blob:` URL or with `eval: true`, so that no bundler has to know
 * of a second file. It never returns to its event loop, which costs nothing: it gets no messages after the first.
 */
export const workerSource: string = `
"use strict";
function serve({ memory, module, control, job, work }) {
  const { gemm_tiles } = new WebAssembly.Instance(module, { env: { memory, abort() {} } }).exports;
  const words = new Int32Array(memory.buffer, control, ${CONTROL_BYTES / 4});
  let done = Atomics.load(words, ${TICKET});
  Atomics.add(words, ${STARTED}, 1);
  for (;;) {
    const ticket = nextTicket(words, done);
    gemm_tiles(job, ticket, work);
    done = ticket;
  }
}
function nextTicket(words, done) {
  for (;;) {
    for (const end = performance.now() + ${PATIENCE}; performance.now() < end; ) {
      for (let i = 0; i < 100; i++) {
        const ticket = Atomics.load(words, ${TICKET});
        if (ticket !== done) return ticket;
      }
    }
    Atomics.add(words, ${SLEEPING}, 1);
    Atomics.wait(words, ${TICKET}, done);
    Atomics.sub(words, ${SLEEPING}, 1);
  }
}
const node = globalThis.process?.getBuiltinModule?.("node:worker_threads");
if (node?.workerData) serve(node.workerData);
else onmessage = (event) => serve(event.data);
`;
