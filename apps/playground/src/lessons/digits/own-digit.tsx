import { type JSX, Show, createEffect, createSignal } from "solid-js";
import { DigitPicture } from "../../ui/digit-picture.js";
import { percent } from "../../ui/format.js";
import { Problem } from "../../ui/problem.js";
import { latest } from "../../worker/latest.js";
import type { ViewProps } from "../lesson.js";
import { DrawingPad } from "./drawing-pad.js";
import type { lesson } from "./lesson.js";
import { Probabilities } from "./probabilities.js";
import type { Strokes } from "./strokes.js";

type Reading = ReturnType<typeof import("./code.js").read>;
interface Question {
  readonly model: Uint8Array;
  readonly strokes: Strokes;
}

const NONE = Array.from({ length: 10 }, () => 0);

/** A digit that the visitor draws, as the network sees it, and what it takes it for. */
export function OwnDigit(
  props: ViewProps<typeof lesson, typeof import("./code.js")> & { readonly model: Uint8Array },
): JSX.Element {
  const [reading, show] = createSignal<Reading>();
  const [problem, setProblem] = createSignal<unknown>();
  const ask = latest((question: Question) => props.ask("read", question), show, setProblem);
  const strokes = (): Strokes => props.inputs.strokes;
  createEffect(() => {
    setProblem(undefined);
    if (strokes().length > 0) ask({ model: props.model, strokes: strokes() });
  });
  const seen = (): Reading | undefined => (strokes().length > 0 ? reading() : undefined);
  const verdict = (): string => {
    const now = seen();
    if (now === undefined) return "Draw a digit: it is read while you draw.";
    const best = now.probabilities.indexOf(Math.max(...now.probabilities));
    return `It reads a ${best}, with ${percent(now.probabilities[best])}.`;
  };
  const ink = (): number[] =>
    seen()
      ?.pixels.flat()
      .map((ink) => 16 * ink) ?? [];
  return (
    <div class="own-digit">
      <DrawingPad
        label="Draw a digit: with a pointer, or with the arrow keys, where space sets the pen down and lifts it; Backspace takes a stroke away, Delete all"
        strokes={strokes()}
        change={(strokes) => props.change({ strokes })}
      />
      <div class="verdict">
        <p class="row">
          <span class="seen-digit">
            <DigitPicture ink={ink()} label="The picture that the network sees" />
          </span>
          <strong role="status" data-testid="reading">
            {verdict()}
          </strong>
          <button type="button" onClick={() => props.change({ strokes: [] })}>
            Clear
          </button>
        </p>
        <Probabilities values={seen()?.probabilities ?? NONE} />
        <Show when={problem()}>{(error) => <Problem error={error()} />}</Show>
      </div>
    </div>
  );
}
