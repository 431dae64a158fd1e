import { For, type JSX } from "solid-js";
import { Formula } from "../../ui/formula.js";
import { short } from "../../ui/format.js";
import { MatrixField } from "../../ui/matrix-field.js";
import type { ViewProps } from "../lesson.js";
import { isChosen } from "./is-chosen.js";
import type { lesson } from "./lesson.js";
import "./notation.css";
import { type Writings, writingsOf } from "./writings.js";

/** The array, of which a place can be chosen, and how what the step is about is written elsewhere. */
export function View(props: ViewProps<typeof lesson>): JSX.Element {
  const code = (): string => props.steps[props.at]?.code ?? "shape";
  const writings = () => writingsOf(code(), props.inputs.i, props.inputs.j);
  const columns: readonly number[] = [1, 2, 3, 4];
  return (
    <>
      <table class="choosable" aria-label="The array A; choose an entry">
        <thead>
          <tr>
            <td />
            <For each={columns}>{(j) => <Heading counted={j} what="column" />}</For>
          </tr>
        </thead>
        <tbody>
          <For each={[1, 2, 3]}>
            {(i) => (
              <tr>
                <Heading counted={i} what="row" />
                <For each={columns}>
                  {(j) => (
                    <td>
                      <button
                        type="button"
                        aria-pressed={props.inputs.i === i && props.inputs.j === j}
                        aria-label={`Row ${i}, column ${j}: ${short(props.inputs.A[i - 1][j - 1])}`}
                        classList={{ chosen: isChosen(code(), i - 1, j - 1, props.inputs.i, props.inputs.j) }}
                        onClick={() => props.change({ i, j })}
                      >
                        {short(props.inputs.A[i - 1][j - 1])}
                      </button>
                    </td>
                  )}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <WritingList of={writings()} />
      <details class="inputs">
        <summary>Other numbers</summary>
        <MatrixField name="A" value={props.inputs.A} change={(A) => props.change({ A })} most={99} />
      </details>
    </>
  );
}

/** One part of the array, as it is written in mathematics and in programs. */
function WritingList(props: { readonly of: Writings }): JSX.Element {
  return (
    <dl class="writings">
      <dt>Mathematics</dt>
      <dd>
        <Formula latex={props.of.mathematics} />
      </dd>
      <dt>NumPy, from 0</dt>
      <dd>
        <code>{props.of.numpy}</code>
      </dd>
      <dt>MATLAB, from 1</dt>
      <dd>
        <code>{props.of.matlab}</code>
      </dd>
      <dt>Julia, from 1</dt>
      <dd>
        <code>{props.of.julia}</code>
      </dd>
      <dt>Linnet, from 0</dt>
      <dd>
        <code>{props.of.linnet}</code>
      </dd>
    </dl>
  );
}

/** A row or column by both ways to count. */
function Heading(props: { readonly counted: number; readonly what: "row" | "column" }): JSX.Element {
  return (
    <th scope={props.what === "row" ? "row" : "col"}>
      {props.counted} <span class="muted">[{props.counted - 1}]</span>
    </th>
  );
}
