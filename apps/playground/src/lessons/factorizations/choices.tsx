import { type JSX, Show } from "solid-js";
import { Segments } from "../../ui/segments.js";
import type { Inputs } from "./code.js";
import { type Family, type Way, familyOf } from "./ways.js";

const FAMILIES: Readonly<Record<Family, readonly { readonly value: Way; readonly text: string }[]>> = {
  LU: [
    { value: "lu", text: "Largest" },
    { value: "luWithoutPivoting", text: "As they come" },
  ],
  QR: [
    { value: "modified", text: "Modified" },
    { value: "classical", text: "Classical" },
    { value: "householder", text: "Mirrors" },
  ],
  LLT: [{ value: "cholesky", text: "Cholesky" }],
};

const LEGENDS: Readonly<Record<Family, string>> = { LU: "Pivots", QR: "Gram–Schmidt, or", LLT: "" };

/** How A is taken apart, and in which numbers. */
export function Choices(props: {
  readonly inputs: Inputs;
  readonly change: (part: Partial<Inputs>) => void;
  /** What stands beside them. */
  readonly children: JSX.Element;
}): JSX.Element {
  const family = (): Family => familyOf(props.inputs.by);
  const choose = (by: Way): void => {
    const { A, numbers } = props.inputs;
    props.change({
      by,
      ...(by === "cholesky" ? { A: symmetric(A) } : {}),
      ...(by === "householder" && numbers === "exact" ? { numbers: "float64" } : {}), // its roots are not exact
    });
  };
  return (
    <div class="inputs">
      <Segments
        name="family"
        legend="Factors"
        options={[
          { value: "LU", text: "L·U" },
          { value: "QR", text: "Q·R" },
          { value: "LLT", text: "L·Lᵀ" },
        ]}
        value={family()}
        change={(chosen) => choose(FAMILIES[chosen][0].value)}
      />
      <Show when={FAMILIES[family()].length > 1 && family()} keyed>
        {(of) => (
          <Segments name="way" legend={LEGENDS[of]} options={FAMILIES[of]} value={props.inputs.by} change={choose} />
        )}
      </Show>
      <Segments
        name="numbers"
        legend="Numbers"
        options={[
          { value: "exact", text: "Exact" },
          { value: "digits", text: "3 digits" },
          { value: "float64", text: "Doubles" },
        ]}
        value={props.inputs.numbers}
        change={(numbers) => props.change({ numbers })}
      />
      {props.children}
    </div>
  );
}

/** (A + Aᵀ)/2: Cholesky's factors are of symmetric matrices. */
function symmetric(A: Inputs["A"]): Inputs["A"] {
  return A.map((row, i) => row.map((entry, j) => (entry + A[j][i]) / 2));
}
