import { type Accessor, createEffect, createMemo, createSignal, onCleanup } from "solid-js";
import type { Lesson, LessonStep } from "../lessons/lesson.js";
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
  readonly isSlow: Accessor<boolean>;
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
  const begin = readState(lesson.fields, query);
  const [inputs, setInputs] = createSignal<Inputs>(begin.values);
  const [chosen, choose] = createSignal(begin.step);
  const { shown, problem, isSlow } = createComputation(id, lesson, inputs, runner);
  const steps = createMemo(() => {
    const now = shown();
    return now === undefined ? [] : lesson.steps(now.result, now.inputs);
  });
  const caption = createMemo(() => {
    const now = shown();
    return now === undefined ? "" : lesson.caption(now.result, now.inputs);
  });
  const at = (): number => Math.min(chosen(), Math.max(steps().length - 1, 0));
  keepAddress(() => writeAddress(id, lesson.fields, inputs(), chosen()));
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
    problem,
    isSlow,
    refused: begin.refused,
  };
}

type Computation = Pick<LessonState, "problem" | "isSlow"> & { readonly shown: Accessor<Shown | undefined> };

/** Computes the newest inputs, one question under way at most. */
function createComputation(id: string, lesson: Lesson, inputs: Accessor<Inputs>, runner: LessonRunner): Computation {
  const [shown, show] = createSignal<Shown>();
  const [problem, setProblem] = createSignal<unknown>();
  const [isSlow, setSlow] = createSignal(false);
  const compute = async (question: Inputs): Promise<unknown> => {
    const timer = setTimeout(() => setSlow(true), SLOW);
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
  createEffect(() => ask(inputs()));
  return { shown, problem, isSlow };
}

/** Writes the address when it has changed, and before the page is left. */
function keepAddress(address: Accessor<string>): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isFirst = true;
  const write = (): void => {
    timer = undefined;
    history.replaceState(null, "", address());
  };
  createEffect(() => {
    address();
    if (!isFirst) timer ??= setTimeout(write, WRITE);
    isFirst = false;
  });
  onCleanup(() => clearTimeout(timer));
}
