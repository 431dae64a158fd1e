import { For, type JSX } from "solid-js";
import { type Result, groupsOf, level } from "./lesson.js";

const [WIDTH, HEIGHT, EDGE] = [224, 340, 26];

/** The levels, the lowest at the bottom, with their electrons as arrows. */
export function Levels(props: { readonly result: Result; readonly orbital: number }): JSX.Element {
  const groups = () => groupsOf(props.result.x);
  const y = (x: number): number => {
    const [most, least] = [props.result.x[0], props.result.x[props.result.x.length - 1]];
    return HEIGHT - EDGE - ((most - x) / (most - least)) * (HEIGHT - 2 * EDGE);
  };
  const label = (): string =>
    `Levels from the lowest: ${groups()
      .map(
        ({ x, from, count }) => `${level(x)}, ${count} of it with ${electrons(props.result.occupation[from] * count)}`,
      )
      .join("; ")}`;
  return (
    <svg class="levels" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label()}>
      <For each={groups()}>
        {(group) => (
          <>
            <text class="level-name" x={WIDTH - 4} y={y(group.x) + 4}>
              {level(group.x)}
            </text>
            <For each={Array.from({ length: group.count }, (_, k) => group.from + k)}>
              {(k, i) => (
                <Bar
                  x={62 + (i() - (group.count - 1) / 2) * 54}
                  y={y(group.x)}
                  occupation={props.result.occupation[k]}
                  seen={k === props.orbital}
                />
              )}
            </For>
          </>
        )}
      </For>
    </svg>
  );
}

function Bar(props: {
  readonly x: number;
  readonly y: number;
  readonly occupation: number;
  readonly seen: boolean;
}): JSX.Element {
  const arrows = (): string => (props.occupation === 2 ? "↑↓" : props.occupation > 0 ? "↑" : "");
  return (
    <g classList={{ seen: props.seen }}>
      <line class="level" x1={props.x - 22} x2={props.x + 22} y1={props.y} y2={props.y} />
      <text class="electrons" x={props.x} y={props.y - 3} opacity={props.occupation === 0.5 ? 0.5 : 1}>
        {arrows()}
      </text>
    </g>
  );
}

function electrons(count: number): string {
  return count === 1 ? "1 electron" : `${count} electrons`;
}
