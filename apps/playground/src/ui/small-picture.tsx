import { type JSX, createSignal } from "solid-js";
import { Arrow } from "./arrow.js";
import { short } from "./format.js";
import { Handle } from "./handle.js";
import { MappedGrid } from "./mapped-grid.js";
import { Plane, type Point } from "./plane.js";

/** A matrix in one's hands: where its columns are dragged, the plane goes. */
export function SmallPicture(): JSX.Element {
  const [first, moveFirst] = createSignal<Point>([1.5, 0.5]);
  const [second, moveSecond] = createSignal<Point>([-0.5, 1.2]);
  const matrix = () => [0, 1].map((row) => [first()[row], second()[row]]);
  const area = () => first()[0] * second()[1] - first()[1] * second()[0];
  return (
    <figure class="small-picture">
      <Plane label="A grid that follows the two columns of a matrix" reach={3}>
        <MappedGrid matrix={matrix()} tone="quiet" />
        <Arrow to={first()} tone="a" name="a₁" />
        <Arrow to={second()} tone="b" name="a₂" />
        <Handle at={first()} name="a₁, the first column" tone="a" move={moveFirst} />
        <Handle at={second()} name="a₂, the second column" tone="b" move={moveSecond} />
      </Plane>
      <figcaption aria-live="polite">{`Drag the columns: areas become ${short(Math.abs(area()))} times as large${
        area() < 0 ? ", and turn over" : ""
      }.`}</figcaption>
    </figure>
  );
}
