import { For, type JSX, createContext, createSignal, onCleanup, onMount, useContext } from "solid-js";
import { short } from "./format.js";
import { type WriteName, createNames } from "./plane-names.js";

export type Point = readonly [x: number, y: number];

/** Pixels of a plane's own drawing. A wider plane is scaled up with its names; a narrower one has room for less. */
const SIZE = 400;

/** Pixels between lines of the grid, at least: their numbers have room there. */
const TICK = 32;

interface PlaneScale {
  readonly x: (x: number) => number;
  readonly y: (y: number) => number;
  /** The point of the plane below a place on the screen. */
  readonly pointAt: (clientX: number, clientY: number) => Point;
  readonly reach: () => number;
  /** Pixels of the sides of the drawing. */
  readonly size: () => number;
  readonly write: WriteName;
}

const Scale = createContext<PlaneScale>();

/** Where things stand in the plane around. */
export function usePlane(): PlaneScale {
  const scale = useContext(Scale);
  if (scale === undefined) throw new TypeError("What is drawn in a plane must stand in a Plane.");
  return scale;
}

/** The plane from −reach to reach with its grid; what stands in it is drawn in its coordinates. */
export function Plane(props: {
  /** What is to be seen, for those who do not see it. */
  readonly label: string;
  readonly reach: number;
  readonly children: JSX.Element;
}): JSX.Element {
  const [svg, setSvg] = createSignal<SVGSVGElement>();
  const size = createSize(svg);
  const scale: PlaneScale = {
    x: (x) => size() / 2 + (x / props.reach) * (size() / 2),
    y: (y) => size() / 2 - (y / props.reach) * (size() / 2),
    reach: () => props.reach,
    size,
    write: createNames(size),
    pointAt(clientX, clientY) {
      const box = svg()?.getBoundingClientRect() ?? new DOMRect(0, 0, size(), size());
      const across = (clientX - box.left) / box.width;
      const down = (clientY - box.top) / box.height;
      return [(2 * across - 1) * props.reach, (1 - 2 * down) * props.reach];
    },
  };
  const spacing = (): number => niceStep(props.reach * Math.max(1 / 5, (2 * TICK) / size()));
  const ticks = (): number[] => {
    const count = Math.floor(props.reach / spacing());
    return Array.from({ length: 2 * count + 1 }, (_, i) => (i - count) * spacing());
  };
  return (
    <Scale.Provider value={scale}>
      <svg ref={setSvg} class="plane" viewBox={`0 0 ${size()} ${size()}`} role="group" aria-label={props.label}>
        <For each={ticks()}>
          {(at) => (
            <>
              <line class={at === 0 ? "axis" : "grid"} x1={scale.x(at)} x2={scale.x(at)} y1={0} y2={size()} />
              <line class={at === 0 ? "axis" : "grid"} x1={0} x2={size()} y1={scale.y(at)} y2={scale.y(at)} />
              <text class="tick" x={scale.x(at) + 3} y={scale.y(0) + 12} aria-hidden="true">
                {at === 0 ? "" : short(at)}
              </text>
              <text class="tick" x={scale.x(0) + 3} y={scale.y(at) - 3} aria-hidden="true">
                {at === 0 ? "" : short(at)}
              </text>
            </>
          )}
        </For>
        {props.children}
      </svg>
    </Scale.Provider>
  );
}

/** Pixels of the drawing's sides: as many as it has on the page, up to SIZE, so that names in small pictures can be read. */
function createSize(svg: () => SVGSVGElement | undefined): () => number {
  const [size, setSize] = createSignal(SIZE);
  onMount(() => {
    const watch = new ResizeObserver(([{ contentRect }]) => {
      if (contentRect.width > 0) setSize(Math.min(Math.round(contentRect.width), SIZE)); // 0 where it is not shown
    });
    const element = svg();
    if (element !== undefined) watch.observe(element);
    onCleanup(() => watch.disconnect());
  });
  return size;
}

/** 1, 2 or 5 times a power of ten, at least `least`. */
export function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= least * (1 - 1e-9)) ?? 10 * power;
}
