import { For, type JSX, Show } from "solid-js";
import { Examples } from "../../ui/examples.js";
import { MatrixField } from "../../ui/matrix-field.js";
import { Segments } from "../../ui/segments.js";
import { Space } from "../../ui/space.js";
import type { ViewProps } from "../lesson.js";
import { ColumnPicture } from "./column-picture.js";
import { EXAMPLES } from "./examples.js";
import type { lesson } from "./lesson.js";
import { RowPicture } from "./row-picture.js";
import { foundAt, systemAt } from "./shown.js";
import { columnThings, UNKNOWNS, equationsOf, rowThings } from "./space-pictures.js";
import "./systems.css";

type Props = ViewProps<typeof lesson>;

/** How far pictures of two and of three unknowns reach while everything that is given is in them. */
const REACH = { 2: 6, 3: 4 };

/** A system by its columns, whose mixture is b, or by its rows, each the equation of a line or a plane. */
export function View(props: Props): JSX.Element {
  const size = (): 2 | 3 => (props.inputs.A.length === 2 ? 2 : 3);
  const reach = (): number =>
    Math.max(REACH[size()], ...props.inputs.A.flat().map(Math.abs), ...props.inputs.b.map(Math.abs));
  // what is computed comes a moment after what is typed
  const isComputed = (): boolean => props.result.x.length === size();
  return (
    <div class="systems" classList={{ solid: size() === 3 }}>
      <Show when={isComputed()}>
        <Show when={size() === 2} fallback={<SpacePicture {...props} reach={reach()} />}>
          <Show when={props.inputs.picture === "columns"} fallback={<RowPicture {...props} />}>
            <ColumnPicture {...props} reach={reach()} />
          </Show>
        </Show>
      </Show>
      <div class="inputs">
        <MatrixField name="A" value={props.inputs.A} change={(A) => props.change({ A })} />
        <MatrixField
          name="b"
          value={props.inputs.b.map((entry) => [entry])}
          change={(rows) => props.change({ b: rows.map(([entry]) => entry) })}
        />
      </div>
      <div class="inputs">
        <Segments
          name="picture"
          legend="Picture"
          options={[
            { value: "columns", text: "Columns" },
            { value: "rows", text: "Rows" },
          ]}
          value={props.inputs.picture}
          change={(picture) => props.change({ picture })}
        />
        <Segments
          name="size"
          legend="Unknowns"
          options={[
            { value: "2", text: "2" },
            { value: "3", text: "3" },
          ]}
          value={size() === 2 ? "2" : "3"}
          change={(to) => props.change(EXAMPLES[to === "2" ? 2 : 3][0].of)}
        />
        <Examples of={EXAMPLES[size()]} inputs={props.inputs} change={props.change} />
      </div>
    </div>
  );
}

function SpacePicture(props: Props & { readonly reach: number }): JSX.Element {
  const system = (): readonly (readonly number[])[] => systemAt(props.steps, props.at);
  return (
    <Show
      when={props.inputs.picture === "columns"}
      fallback={
        <>
          <Space
            label="The planes of the equations, and where they meet"
            reach={REACH[3]}
            axes={UNKNOWNS}
            things={rowThings(system(), props.result)}
          />
          <ul class="equations">
            <For each={equationsOf(system())}>{(text, i) => <li class={`tone-${"abd"[i()]}`}>{text}</li>}</For>
          </ul>
        </>
      }
    >
      <Space
        label="The columns of A in space, and b as a mixture of them"
        reach={props.reach}
        things={columnThings(props.inputs, props.result, foundAt(props.steps, props.at))}
      />
    </Show>
  );
}
