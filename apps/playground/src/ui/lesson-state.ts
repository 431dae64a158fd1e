import { type Accessor, createEffect, createMemo, createSignal, onCleanup, untrack } from "solid-js";
import type { Lesson, LessonRun, LessonStep } from "../lessons/lesson.js";
import { readState, writeAddress } from "../state/address.js";
import type { ValuesOf } from "../state/fields.js";
import { latest } from "../worker/latest.js";
import type { LessonRunner } from "../worker/lesson-runner.js";

/** Milliseconds after which computing that has not ended is shown, with a button that stops it. */
const SLOW = 400;
/** Milliseconds between changes of the address; browsers refuse more than a hundred in thirty seconds. */
const WRITE = 400;
const PATIENCE = 10_000;

type Inputs = ValuesOf<Lesson["fields"]>;

export interface LessonState {
  readonly inputs: Accessor<Inputs>;
  readonly change: (part: Partial<Inputs>) => void;
  readonly reset: () => void;
  /** What the code gave for the newest inputs that it has finished; undefined before the first. */
  readonly result: Accessor<unknown>;
  readonly steps: Accessor<readonly LessonStep[]>;
  readonly caption: Accessor<string>;
  readonly at: Accessor<number>;
  readonly step: Accessor<LessonStep | undefined>;
  readonly go: (step: number) => void;
  readonly problem: Accessor<unknown>;
  /** Whether something is being computed, and for so long that it is to be seen. */
  readonly isBusy: Accessor<boolean>;
  readonly isSlow: Accessor<boolean>;
  /** From `#` on: what the link says that can be passed on. */
  readonly address: Accessor<string>;
  readonly run: LessonRun;
  readonly ask: (task: string, inputs: unknown) => Promise<unknown>;
  /** What the link said and the lesson could not hold. */
  readonly refused: readonly string[];
}

interface Shown {
  readonly inputs: Inputs;
  readonly result: unknown;
}

/** What a visitor has set, what came of it, and the address that says both. */
export function createLessonState(
  id: string,
  lesson: Lesson,
  query: URLSearchParams,
  runner: LessonRunner,
): LessonState {
  const begin = readState(lesson.fields, query, lesson.fits);
  const [inputs, setInputs] = createSignal<Inputs>(begin.values);
  const [chosen, choose] = createSignal(begin.step);
  const { shown, ...computation } = createComputation(id, lesson, inputs, runner);
  // what is seen may have changed since it was computed
  const told = createMemo(() => {
    const now = shown();
    return now === undefined
      ? undefined
      : { result: now.result, inputs: { ...inputs(), ...computed(lesson, now.inputs) } };
  });
  const steps = createMemo(() => {
    const now = told();
    return now === undefined ? [] : lesson.steps(now.result, now.inputs);
  });
  const caption = createMemo(() => {
    const now = told();
    return now === undefined ? "" : lesson.caption(now.result, now.inputs);
  });
  const at = (): number => Math.min(chosen(), Math.max(steps().length - 1, 0));
  const address = createMemo(() => writeAddress(id, lesson.fields, inputs(), steps().length === 0 ? chosen() : at()));
  keepAddress(address);
  return {
    inputs,
    change: (part) => setInputs((old) => ({ ...old, ...part })),
    reset() {
      setInputs(readState(lesson.fields, new URLSearchParams()).values);
      choose(0);
    },
    result: () => shown()?.result,
    steps,
    caption,
    at,
    step: () => steps()[at()],
    go: choose,
    ...computation,
    address,
    ask: (task, question) => runner.run({ lesson: id, task, inputs: question, patience: PATIENCE, told: () => {} }),
    refused: begin.refused,
  };
}

type Computation = Pick<LessonState, "problem" | "isBusy" | "isSlow" | "run"> & {
  readonly shown: Accessor<Shown | undefined>;
};

/**
 * Computes the newest inputs, one question under way at most. What is under way when the lesson is left comes to its end, or is
 * stopped, so that the next lesson need not wait for it.
 */
function createComputation(id: string, lesson: Lesson, inputs: Accessor<Inputs>, runner: LessonRunner): Computation {
  const [shown, show] = createSignal<Shown>();
  const [problem, setProblem] = createSignal<unknown>();
  const [isSlow, setSlow] = createSignal(false);
  const { run, setPhase } = createRun(lesson, runner, () => ask(inputs()));
  const isBusy = (): boolean => run.phase !== "idle";
  let isLeft = false;
  const compute = async (question: Inputs): Promise<unknown> => {
    const timer = setTimeout(() => setSlow(lesson.trains !== true), SLOW);
    setPhase("running");
    try {
      return await runner.run({
        lesson: id,
        inputs: question,
        patience: lesson.patience ?? PATIENCE,
        told: (part) => show({ inputs: question, result: part }),
      });
    } finally {
      clearTimeout(timer);
      setSlow(false);
      setPhase("idle");
    }
  };
  const ask = latest(
    compute,
    (result, question) => {
      setProblem(undefined);
      show({ inputs: question, result });
    },
    setProblem,
  );
  const question = createMemo(() => inputs(), undefined, {
    equals: (a, b) => alike(computed(lesson, a), computed(lesson, b)),
  });
  createEffect(() => {
    const next = question();
    untrack(run.finish);
    if (!isLeft) ask(next);
  });
  onCleanup(() => {
    isLeft = true;
    if (lesson.trains === true) run.finish();
    else if (isBusy()) runner.stop();
  });
  return { shown, problem, isBusy, isSlow, run };
}

/** What can be done to a computation that takes long; nothing to others. */
function createRun(
  lesson: Lesson,
  runner: LessonRunner,
  again: () => void,
): { readonly run: LessonRun; readonly setPhase: (phase: LessonRun["phase"]) => void } {
  const [phase, setPhase] = createSignal<LessonRun["phase"]>("idle");
  const order = (name: "pause" | "resume" | "finish", next: LessonRun["phase"]): void => {
    if (lesson.trains !== true || phase() === "idle") return;
    setPhase(next); // at once: the worker obeys within a slice of its computing
    runner.order(name);
  };
  const run: LessonRun = {
    get phase() {
      return phase();
    },
    pause: () => order("pause", "paused"),
    resume: () => order("resume", "running"),
    finish: () => order("finish", "running"),
    again: () => phase() === "idle" && again(),
  };
  return { run, setPhase };
}

/** The inputs that decide what is computed. */
function computed(lesson: Lesson, inputs: Inputs): Inputs {
  return Object.fromEntries(Object.entries(inputs).filter(([name]) => lesson.fields[name].viewOnly !== true));
}

function alike(a: Inputs, b: Inputs): boolean {
  return Object.keys(a).every((name) => Object.is(a[name], b[name]));
}

/** Writes the address a moment after it has changed. */
function keepAddress(address: Accessor<string>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isFirst = true;
  let known = location.hash;
  const write = (): void => {
    timer = undefined;
    if (location.hash !== known) return; // a link was followed, of which the page is about to hear
    history.replaceState(null, "", address());
    known = location.hash;
  };
  createEffect(() => {
    address();
    if (!isFirst) timer ??= setTimeout(write, WRITE);
    isFirst = false;
  });
  onCleanup(() => clearTimeout(timer));
}
