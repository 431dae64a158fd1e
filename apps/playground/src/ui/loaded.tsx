import { type Accessor, type JSX, Match, type Resource, Switch } from "solid-js";
import { Problem } from "./problem.js";

/** What a resource brings; a sentence where it failed, and something quiet while it is awaited. */
export function Loaded<T extends object>(props: {
  readonly from: Resource<T>;
  readonly waiting: string;
  readonly children: (value: Accessor<T>) => JSX.Element;
}): JSX.Element {
  return (
    <Switch fallback={<p class="waiting">{props.waiting}</p>}>
      <Match when={props.from.state === "errored"}>
        <Problem error={props.from.error} />
      </Match>
      <Match when={ready(props.from)}>{(loaded) => props.children(loaded)}</Match>
    </Switch>
  );
}

/** What a resource has brought, if it has. Reading one that failed would throw: its state is asked first. */
export function ready<T>(resource: Resource<T>): T | undefined {
  return resource.state === "ready" || resource.state === "refreshing" ? resource.latest : undefined;
}
