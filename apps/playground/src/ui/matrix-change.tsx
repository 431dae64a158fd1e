import type { Highlight, Matrix, Step } from "@linnet/explain";
import { type JSX, Show } from "solid-js";
import { MatrixTable } from "./matrix-table.js";

/** A matrix of a step: once where it stays as it is, before and after where it changes. */
export function MatrixChange(props: { readonly name: string; readonly step: Step }): JSX.Element {
  const after = (): Matrix => props.step.after[props.name];
  const before = (): Matrix | undefined => {
    const matrix = props.step.before[props.name];
    return matrix === undefined || alike(matrix, after()) ? undefined : matrix;
  };
  const marks = (side?: Highlight["side"]): Highlight[] =>
    props.step.highlighted.filter((mark) => mark.matrix === props.name && (side === undefined || mark.side === side));
  return (
    <figure class="matrix">
      <figcaption>{props.name} =</figcaption>
      <Show when={before()} fallback={<MatrixTable label={props.name} matrix={after()} marks={marks()} />}>
        {(matrix) => (
          <>
            <MatrixTable label={`${props.name} before`} matrix={matrix()} marks={marks("before")} />
            <div class="changed">
              <span aria-hidden="true">→</span>
              <MatrixTable label={`${props.name} after`} matrix={after()} marks={marks("after")} />
            </div>
          </>
        )}
      </Show>
    </figure>
  );
}

function alike(a: Matrix, b: Matrix): boolean {
  return (
    a.length === b.length &&
    a.every((row, i) => row.length === b[i].length && row.every(({ text }, j) => text === b[i][j].text))
  );
}
