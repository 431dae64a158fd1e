import { For, type JSX, Show } from "solid-js";
import { short } from "../../ui/format.js";
import { numberTexts } from "./number-text.js";
import type { ArrayPart, Plate } from "./said.js";

/** An array: dtype and shape, and its matrices as tables whose cells are the warmer, the greater; blue below zero. */
export function ArrayView(props: { readonly part: ArrayPart; readonly name?: string }): JSX.Element {
  const size = (): number => props.part.shape.reduce((product, length) => product * length, 1);
  const label = (): string => `${props.part.dtype} [${props.part.shape.join(", ")}]`;
  return (
    <figure class="array">
      <figcaption>
        <Show when={props.name}>{(name) => <b>{name()} </b>}</Show>
        <code>{label()}</code>
      </figcaption>
      <Show when={size() > 0} fallback={<p class="muted">It has no entries.</p>}>
        <div class="plates">
          <For each={props.part.plates}>{(plate) => <PlateView plate={plate} part={props.part} label={label()} />}</For>
        </div>
      </Show>
      <Show when={props.part.range}>
        {(range) => (
          <p class="muted">
            {`${size().toLocaleString("en")} entries, of which a corner is shown: from ${short(range().least)} to ${short(range().greatest)}, ${short(range().mean)} on average`}
            {range().notFinite > 0 ? `; ${range().notFinite} are NaN or infinite.` : "."}
          </p>
        )}
      </Show>
    </figure>
  );
}

function PlateView(props: { readonly plate: Plate; readonly part: ArrayPart; readonly label: string }): JSX.Element {
  const cells = (): readonly (readonly Cell[])[] => cellsOf(props.part, props.plate);
  const isCut = (axis: number, shown: number): boolean => (props.part.shape.at(axis) ?? 1) > shown;
  const place = (): string => (props.plate.index.length > 0 ? `[${[...props.plate.index, ":", ":"].join(", ")}]` : "");
  return (
    <div class="plate">
      <Show when={place()}>
        <code class="muted">{place()}</code>
      </Show>
      <div class="scroll" role="group" aria-label={`${props.label} ${place()}`.trim()} tabindex={0}>
        <div class="brackets">
          <table class="heat">
            <tbody>
              <For each={cells()}>
                {(row) => (
                  <tr>
                    <For each={row}>
                      {({ text, heat }) => (
                        <td classList={{ cold: heat < 0 }} style={{ "--heat": `${Math.round(Math.abs(heat) * 100)}%` }}>
                          {text}
                        </td>
                      )}
                    </For>
                    <Show when={isCut(-1, row.length)}>
                      <td>⋯</td>
                    </Show>
                  </tr>
                )}
              </For>
              <Show when={isCut(-2, props.plate.rows.length)}>
                <tr>
                  <td>⋮</td>
                </tr>
              </Show>
            </tbody>
          </table>
        </div>
      </div>
    </div>
  );
}

interface Cell {
  readonly text: string;
  /** From −1 to 1. */
  readonly heat: number;
}

function cellsOf({ dtype, plates }: ArrayPart, { rows }: Plate): readonly (readonly Cell[])[] {
  const isComplex = dtype.startsWith("complex");
  const all = plates.flatMap((plate) => plate.rows.flat()).filter(Number.isFinite);
  const greatest = all.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const texts = numberTexts(dtype, rows.flat()); // one precision for the whole matrix
  const heatOf = (value: number): number => (Number.isFinite(value) && greatest > 0 ? value / greatest : 0);
  return rows.map((row, i) => {
    const offset = i * row.length;
    if (!isComplex) return row.map((value, i) => ({ text: texts[offset + i], heat: heatOf(value) }));
    return Array.from({ length: row.length / 2 }, (_, i) => {
      const [re, im] = [row[2 * i], row[2 * i + 1]];
      const [a, b] = [texts[offset + 2 * i], texts[offset + 2 * i + 1]];
      return { text: `${a} ${b.startsWith("−") ? "−" : "+"} ${b.replace("−", "")}i`, heat: heatOf(Math.hypot(re, im)) };
    });
  });
}
