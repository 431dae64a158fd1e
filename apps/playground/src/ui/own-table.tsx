import { For, type JSX, Show, createSignal } from "solid-js";
import {
  type Choice,
  type OwnTable,
  type ReadTable,
  firstChoice,
  takeColumns,
  tellTaken,
} from "../own-data/own-table.js";
import { OwnData } from "./own-data.js";

/** A visitor's own table: brought, and chosen from. */
export function OwnTableField(props: {
  /** What is taken now; empty before anything was brought. */
  readonly value: OwnTable;
  /** The fewest columns that the lesson can do with. */
  readonly leastColumns: number;
  /** The most rows that it can do with; of more, these many are read, evenly spread. */
  readonly mostRows?: number;
  readonly change: (table: OwnTable) => void;
}): JSX.Element {
  const [read, setRead] = createSignal<ReadTable>();
  const [choice, setChoice] = createSignal<Choice>({ columns: [], label: "" });
  const take = (table: ReadTable, chosen: Choice): void => {
    setRead(table);
    setChoice(chosen);
    props.change(takeColumns(table, chosen));
  };
  const shown = (): ReadTable | undefined => (props.value.columns.length > 0 ? read() : undefined); // or it was begun anew
  return (
    <div class="own-table">
      <OwnData<ReadTable>
        kind="table"
        settings={{ mostRows: props.mostRows, leastColumns: props.leastColumns }}
        taken={(table) => take(table, firstChoice(table))}
      />
      <Show when={shown()}>
        {(table) => (
          <>
            <p class="muted" role="status" data-testid="taken">
              {tellTaken(table(), props.value, choice())}
            </p>
            <div class="own-choices">
              <Show when={table().numbers.length > props.leastColumns}>
                <Columns
                  table={table()}
                  least={props.leastColumns}
                  taken={choice().columns}
                  take={(columns) => take(table(), { ...choice(), columns })}
                />
              </Show>
              <Show when={table().labels.length > 0}>
                <ColouredBy
                  table={table()}
                  label={choice().label}
                  take={(label) => take(table(), { ...choice(), label })}
                />
              </Show>
            </div>
          </>
        )}
      </Show>
    </div>
  );
}

function Columns(props: {
  readonly table: ReadTable;
  readonly least: number;
  readonly taken: readonly string[];
  readonly take: (columns: readonly string[]) => void;
}): JSX.Element {
  const isTaken = (name: string): boolean => props.taken.includes(name);
  const toggle = (name: string): void =>
    props.take(props.table.numbers.map((column) => column.name).filter((other) => isTaken(other) !== (other === name)));
  return (
    <fieldset class="own-choice">
      <legend>Columns</legend>
      <For each={props.table.numbers}>
        {({ name }) => (
          <label>
            <input
              type="checkbox"
              checked={isTaken(name)}
              disabled={isTaken(name) && props.taken.length <= props.least}
              onChange={() => toggle(name)}
            />
            {name}
          </label>
        )}
      </For>
    </fieldset>
  );
}

function ColouredBy(props: {
  readonly table: ReadTable;
  readonly label: string;
  readonly take: (label: string) => void;
}): JSX.Element {
  return (
    <p class="own-choice">
      <label>
        Coloured by
        <select onChange={({ currentTarget }) => props.take(currentTarget.value)}>
          <option value="" selected={props.label === ""}>
            nothing
          </option>
          <For each={props.table.labels}>
            {({ name }) => (
              <option value={name} selected={props.label === name}>
                {name}
              </option>
            )}
          </For>
        </select>
      </label>
    </p>
  );
}
