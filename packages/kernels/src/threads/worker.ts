/** What a worker is started with. */
export interface WorkerData {
  readonly memory: WebAssembly.Memory;
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

/** Words of a job: a ticket over the next piece, pieces done, all pieces, the module's bytes, the export, numbers of its arguments. */
export const NEXT = 0;
export const DONE = 1;
export const COUNT = 2;
export const MODULE = 3;
export const LENGTH = 4;
export const EXPORT = 5;
export const ARITY = 6;
/** From this byte on, three numbers of 8 bytes for each argument; see `Argument` in `job.ts`. */
export const ARGUMENTS = 32;
export const MOST_ARGUMENTS = 16;

/** No piece is left: a thread with an old ticket must not take one while the job is being written. */
export const CLOSED = 0xffff;

/** Milliseconds that a worker looks for the next job before it sleeps: asking a sleeping one costs 30 to 65 µs. */
const PATIENCE = 2;

/**
 * The program of a worker, as a string: it starts from a `blob:` URL or with `eval: true`, so that no bundler has to know
 * of a second file. It never returns to its event loop, so it gets no messages after the first: modules come to it as bytes
 * in the shared memory, and it makes an instance of each that a job names. It reads a job only while it holds a piece of it.
 */
export const workerSource: string = `
function serve({ memory, control, job, work }) {
  const words = new Int32Array(memory.buffer, control, ${CONTROL_BYTES / 4});
  const plan = new Int32Array(memory.buffer, job, ${ARGUMENTS / 4});
  const numbers = new Float64Array(memory.buffer, job + ${ARGUMENTS}, ${3 * MOST_ARGUMENTS});
  const families = {};
  const load = (at, length) => {
    while (memory.buffer.byteLength < at + length); // this thread has yet to hear that the memory grew
    const module = new WebAssembly.Module(new Uint8Array(memory.buffer, at, length).slice());
    const { exports } = new WebAssembly.Instance(module, { env: { memory, abort() {} } });
    if (exports.scratch) exports.scratch.value = work;
    return Object.values(exports);
  };
  let done = Atomics.load(words, ${TICKET});
  Atomics.add(words, ${STARTED}, 1);
  for (;;) {
    done = nextTicket(words, done);
    for (;;) {
      const next = Atomics.load(plan, ${NEXT});
      const i = next & ${CLOSED};
      if (next >>> 16 !== done || i >= plan[${COUNT}]) break;
      if (Atomics.compareExchange(plan, ${NEXT}, next, next + 1) !== next) continue;
      const kernels = (families[plan[${MODULE}]] ??= load(plan[${MODULE}] >>> 0, plan[${LENGTH}]));
      const args = [];
      for (let j = 0; j < plan[${ARITY}]; j += 3) args.push(Math.min(numbers[j] + numbers[j + 1] * i, numbers[j + 2]));
      kernels[plan[${EXPORT}]](...args, work);
      if (Atomics.add(plan, ${DONE}, 1) + 1 === plan[${COUNT}]) Atomics.notify(plan, ${DONE});
    }
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
