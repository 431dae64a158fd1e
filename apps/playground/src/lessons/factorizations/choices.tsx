import { type JSX, Show } from "solid-js";
import { Segments } from "../../ui/segments.js";
import type { Inputs } from "./code.js";

type Way = Inputs["by"];
type Family = "LU" | "QR";

const FAMILIES: Readonly<Record<Family, readonly { readonly value: Way; readonly text: string }[]>> = {
  LU: [
    { value: "lu", text: "Largest" },
    { value: "luWithoutPivoting", text: "As they come" },
  ],
  QR: [
    { value: "modified", text: "Modified" },
    { value: "classical", text: "Classical" },
  ],
};

const LEGENDS: Readonly<Record<Family, string>> = { LU: "Pivots", QR: "Gram–Schmidt" };

/** How A is taken apart, and in which numbers. */
export function Choices(props: {
  readonly inputs: Inputs;
  readonly change: (part: Partial<Inputs>) => void;
  /** What stands beside them. */
  readonly children: JSX.Element;
}): JSX.Element {
  const family = (): Family => (FAMILIES.LU.some(({ value }) => value === props.inputs.by) ? "LU" : "QR");
  return (
    <div class="inputs">
      <Segments
        name="family"
        legend="Factors"
        options={[
          { value: "LU", text: "L·U" },
          { value: "QR", text: "Q·R" },
        ]}
        value={family()}
        change={(chosen) => props.change({ by: FAMILIES[chosen][0].value })}
        disabled={false}
      />
      <Show when={FAMILIES[family()].length > 1 && family()} keyed>
        {(of) => (
          <Segments
            name="way"
            legend={LEGENDS[of]}
            options={FAMILIES[of]}
            value={props.inputs.by}
            change={(by) => props.change({ by })}
            disabled={false}
          />
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
        disabled={false}
      />
      {props.children}
    </div>
  );
}
