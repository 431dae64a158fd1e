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
export const MOST_ARGUMENTS = 24;

/** No piece is left: a thread with an old ticket must not take one while the job is being written. */
export const CLOSED = 0xffff;
