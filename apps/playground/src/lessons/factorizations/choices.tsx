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

interface ChoiceProps {
  readonly inputs: Inputs;
  readonly change: (part: Partial<Inputs>) => void;
}

/** Into which factors A is taken apart. */
export function FamilyChoice(props: ChoiceProps): JSX.Element {
  return (
    <Segments
      name="family"
      legend="Factors"
      options={[
        { value: "LU", text: "L·U" },
        { value: "QR", text: "Q·R" },
        { value: "LLT", text: "L·Lᵀ" },
      ]}
      value={familyOf(props.inputs.by)}
      change={(chosen) => props.change(by(FAMILIES[chosen][0].value, props))}
    />
  );
}

/** By which way, where there are several. */
export function WayChoice(props: ChoiceProps): JSX.Element {
  const family = (): Family => familyOf(props.inputs.by);
  return (
    <Show when={FAMILIES[family()].length > 1 && family()} keyed>
      {(of) => (
        <Segments
          name="way"
          legend={LEGENDS[of]}
          options={FAMILIES[of]}
          value={props.inputs.by}
          change={(way) => props.change(by(way, props))}
        />
      )}
    </Show>
  );
}

/** What changes with the way. */
function by(way: Way, { inputs: { A, numbers } }: ChoiceProps): Partial<Inputs> {
  return {
    by: way,
    ...(way === "cholesky" ? { A: symmetric(A) } : {}),
    ...(way === "householder" && numbers === "exact" ? { numbers: "float64" } : {}), // its roots are not exact
  };
}

/** In which numbers it is done. */
export function NumbersChoice(props: ChoiceProps): JSX.Element {
  return (
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
  );
}

/** (A + Aᵀ)/2: Cholesky's factors are of symmetric matrices. */
function symmetric(A: Inputs["A"]): Inputs["A"] {
  return A.map((row, i) => row.map((entry, j) => (entry + A[j][i]) / 2));
}
