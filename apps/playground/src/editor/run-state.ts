import { type Accessor, createSignal, onCleanup } from "solid-js";
import { type ErrorPart, LIMITS, type Said } from "./output/said.js";
import type { Report } from "./run/messages.js";
import type { OwnFile } from "./run/program.js";
import { ProgramError } from "./run/program-error.js";
import { Sandbox } from "./run/sandbox.js";

/** Where a run stands. `later`: the program has come to its end, and goes on in what it had set to happen. */
export type Phase = "idle" | "preparing" | "running" | "ended" | "later" | "failed" | "stopped";

export interface RunState {
  readonly phase: Accessor<Phase>;
  /** Milliseconds of the run under way, or of the one before. */
  readonly elapsed: Accessor<number>;
  readonly said: Accessor<readonly Said[]>;
  /** More was printed than is shown. */
  readonly isFull: Accessor<boolean>;
  /** Runs a program; what runs before it ends. */
  readonly run: (text: string) => Promise<void>;
  readonly stop: () => void;
  /** As if nothing had been run. */
  readonly reset: () => void;
}

/** Milliseconds between steps of the clock. */
const TICK = 100;

/**
 * Runs programs, each in a sandbox of its own, of which one is kept ready.
 *
 * @param files of the visitor, which programs may read
 * @param failed is told of what went wrong
 */
export function createRunState(files: Accessor<readonly OwnFile[]>, failed: (error: ErrorPart) => void): RunState {
  const { said, isFull, add, clear } = createSaid();
  const { phase, elapsed, begin, finish, goOn } = createClock();
  let current: Sandbox | undefined;
  let ready: Sandbox | undefined = new Sandbox();
  let runs = 0;
  /** As in Node, what is thrown and caught by nobody ends the program. */
  const fail = (error: ErrorPart): void => {
    current?.close();
    failed(error);
    add({ level: "error", parts: [error] }, LIMITS.said + 1);
    finish("failed");
  };
  const hear = (report: Report): void => {
    if (report.kind === "thrown") fail(report.error);
    else if (report.kind === "started" && phase() === "preparing") {
      begin("running"); // what it took to open is not the program's
    } else if (report.kind === "ended" && phase() === "running") finish("ended");
    else if (report.kind === "said" || report.kind === "full") {
      if (phase() === "ended") goOn();
      add(report.kind === "said" ? report.said : null, LIMITS.said);
    }
  };
  const run = async (text: string): Promise<void> => {
    current?.close();
    const mine = ++runs;
    clear();
    begin("preparing");
    try {
      const { prepare } = await import("./run/prepare.js");
      const modules = await prepare(text);
      if (mine !== runs) return;
      current = ready ?? new Sandbox();
      ready = undefined;
      current.run({ modules, files: files() }, { report: hear, broken: (reason) => fail(plainError(reason)) });
      ready = new Sandbox();
    } catch (error) {
      if (mine !== runs) return;
      if (error instanceof ProgramError) fail(plainError(error.message, error.line));
      else fail(plainError(NOT_LOADED));
    }
  };
  const end = (phase: Phase): void => {
    runs++;
    current?.close();
    finish(phase);
  };
  const stop = (): void => end("stopped");
  const reset = (): void => {
    end("idle");
    clear();
  };
  onCleanup(() => {
    stop();
    ready?.close();
  });
  return { phase, elapsed, said, isFull, run, stop, reset };
}

const NOT_LOADED = "What runs programs could not be loaded. Look whether you are online, and try again.";

function plainError(message: string, line: number | null = null): ErrorPart {
  return { kind: "error", name: "", message, line };
}

/** What was printed, up to a bound. */
function createSaid() {
  const [said, setSaid] = createSignal<readonly Said[]>([]);
  const [isFull, setFull] = createSignal(false);
  const add = (one: Said | null, most: number): void => {
    if (one === null || said().length >= most) setFull(true);
    else setSaid([...said(), one]);
  };
  const clear = (): void => {
    setSaid([]);
    setFull(false);
  };
  return { said, isFull, add, clear };
}

function createClock() {
  const [phase, setPhase] = createSignal<Phase>("idle");
  const [elapsed, setElapsed] = createSignal(0);
  let timer: ReturnType<typeof setInterval> | undefined;
  let began = 0;
  const tick = (): void => void setElapsed(performance.now() - began);
  const begin = (phase: Phase): void => {
    clearInterval(timer);
    began = performance.now();
    tick();
    timer = setInterval(tick, TICK);
    setPhase(phase);
  };
  const finish = (phase: Phase): void => {
    clearInterval(timer);
    tick();
    setPhase(phase);
  };
  const goOn = (): void => void setPhase("later");
  return { phase, elapsed, begin, finish, goOn };
}
