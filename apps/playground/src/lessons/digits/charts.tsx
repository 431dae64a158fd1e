import { type JSX, Match, Show, Switch } from "solid-js";
import { DrawnCharts } from "../../ui/drawn-charts.js";
import type { ViewProps } from "../lesson.js";
import { Confusion } from "./confusion.js";
import type { lesson } from "./lesson.js";
import { TestDigits } from "./test-digits.js";

type Props = ViewProps<typeof lesson, typeof import("./code.js")>;

/** What goes with the step. */
export function Charts(props: Props): JSX.Element {
  const wrong = (): number => props.result.tested - props.result.right;
  return (
    <div class="digit-charts">
      <Switch
        fallback={
          <TestDigits title="Test digits, and what they are read as" digits={props.result.samples} write={asRead} />
        }
      >
        <Match when={props.at === 1}>
          <DrawnCharts
            count={1}
            of={props.result.model}
            draw={(model) => props.ask("weights", { model })}
            waiting="The weights are being drawn."
          />
        </Match>
        <Match when={props.at === 2}>
          <Show when={props.result.history.length > 0} fallback={<p class="waiting">The first epoch is under way.</p>}>
            <DrawnCharts
              count={2}
              of={props.result.history}
              draw={(history) => props.ask("curves", { history })}
              waiting="The curve is being drawn."
            />
          </Show>
        </Match>
        <Match when={props.at === 3}>
          <Confusion counts={props.result.confusion} />
          <TestDigits
            title={wrong() === 0 ? "None is misread." : "Misread, such as"}
            digits={props.result.misread}
            write={({ label, read }) => `${label} as ${read}`}
          />
        </Match>
      </Switch>
    </div>
  );
}

function asRead({ label, read }: { readonly label: number; readonly read: number }): string {
  return label === read ? String(read) : `${read} ✗`;
}
