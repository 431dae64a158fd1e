import { For, type JSX, Match, Show, Suspense, Switch, lazy } from "solid-js";
import { ArrayView } from "./array-view.js";
import { FigureView } from "./figure-view.js";
import type { Part, TablePart } from "./said.js";

/** KaTeX comes with the first story. */
const StoryView = lazy(async () => ({ default: (await import("./story-view.js")).StoryView }));

type Of<K extends Part["kind"]> = Extract<Part, { readonly kind: K }>;

/** Something that a program has printed, as what it is. */
export function PartView(props: {
  readonly part: Part;
  readonly name?: string;
  readonly goTo: (line: number) => void;
}): JSX.Element {
  const as = <K extends Part["kind"]>(kind: K): Of<K> | undefined =>
    props.part.kind === kind ? (props.part as Of<K>) : undefined;
  return (
    <Switch>
      <Match when={as("text")}>
        {(part) => (
          <pre classList={{ "laid-out": isLaidOut(part().text) }} tabindex={isLaidOut(part().text) ? 0 : undefined}>
            <Show when={props.name}>{(name) => <b>{name()} </b>}</Show>
            {part().text}
          </pre>
        )}
      </Match>
      <Match when={as("error")}>{(part) => <ErrorView {...part()} goTo={props.goTo} />}</Match>
      <Match when={as("record")}>
        {(part) => (
          <For each={part().entries}>{({ name, part }) => <PartView name={name} part={part} goTo={props.goTo} />}</For>
        )}
      </Match>
      <Match when={as("array")}>
        {(part) => <ArrayView part={part()} {...(props.name !== undefined && { name: props.name })} />}
      </Match>
      <Match when={as("table")}>{(part) => <TableView part={part()} />}</Match>
      <Match when={as("figure")}>{(part) => <FigureView {...part()} />}</Match>
      <Match when={as("story")}>
        {(part) => (
          <Suspense fallback={<p class="waiting">Loading the formulas …</p>}>
            <StoryView story={part().story} />
          </Suspense>
        )}
      </Match>
    </Switch>
  );
}

/** Whether a text is a table, whose columns would not survive that its lines are broken. */
function isLaidOut(text: string): boolean {
  return (text.match(/^.*\S {2,}\S.*$/gm)?.length ?? 0) > 1;
}

function ErrorView(props: Of<"error"> & { readonly goTo: (line: number) => void }): JSX.Element {
  return (
    <p class="problem" role="alert">
      <Show when={props.name && props.name !== "Error"}>
        <b>{props.name}: </b>
      </Show>
      {props.message}
      <Show when={props.line}>
        {(line) => (
          <>
            {" "}
            <button type="button" class="to-line" onClick={() => props.goTo(line())}>
              Line {line()}
            </button>
          </>
        )}
      </Show>
    </p>
  );
}

const NUMBER = /^-?(\d|Infinity|NaN)\S*$/;

function TableView(props: { readonly part: TablePart }): JSX.Element {
  const rest = (): number => props.part.length - props.part.rows.length;
  return (
    <div class="table" role="group" aria-label="Table" tabindex={0}>
      <table>
        <thead>
          <tr>
            <For each={props.part.names}>{(name) => <th scope="col">{name}</th>}</For>
          </tr>
        </thead>
        <tbody>
          <For each={props.part.rows}>
            {(row) => (
              <tr>
                <For each={row}>{(cell) => <td classList={{ numeric: NUMBER.test(cell) }}>{cell}</td>}</For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <Show when={rest() > 0}>
        <p class="muted">{`${rest().toLocaleString("en")} more rows`}</p>
      </Show>
    </div>
  );
}
