import { type NDArray, add } from "@linnet/core";
import type { Derivative, DerivativeMany, Lazy, Primitive, PrimitiveMany } from "@linnet/core/extend";
import type { Ran } from "./call.js";
import type { Cotangents } from "./cotangents.js";
import type { Places } from "./places.js";

/** Sums of cotangents, by the places that a tape gives to the arrays it follows. */
export type Sums = (NDArray | null)[];

/** One recorded operation. */
export interface Step {
  readonly name: string;
  /** Takes the cotangents of the results off the sums, and adds those of the inputs. */
  pull(sums: Sums, places: Places): void;
}

/** An operation of one output. A class and not a closure: one object for each operation, which recording makes. */
export class Applied<P> implements Step {
  constructor(
    private readonly p: Primitive<P>,
    private readonly inputs: readonly NDArray[],
    private readonly output: NDArray,
    private readonly place: number,
    private readonly params: P,
  ) {}

  get name(): string {
    return this.p.name;
  }

  pull(sums: Sums, places: Places): void {
    const ct = sums[this.place];
    if (ct === null) return; // the results do not depend on it
    sums[this.place] = null;
    const { vjp } = this.p.derivative as Derivative<P>; // nothing else is recorded
    addTo(sums, places, this.inputs, vjp(ct, this.inputs, this.output, this.params));
  }
}

/** An operation of several outputs; those of integers and bools have the place 0, which is nobody's. */
export class AppliedMany<P> implements Step {
  constructor(
    private readonly p: PrimitiveMany<P>,
    private readonly inputs: readonly NDArray[],
    private readonly outputs: readonly NDArray[],
    private readonly at: readonly number[],
    private readonly params: P,
  ) {}

  get name(): string {
    return this.p.name;
  }

  pull(sums: Sums, places: Places): void {
    const cts = takenOff(sums, this.at);
    if (cts === null) return;
    const { vjp } = this.p.derivative as DerivativeMany<P>; // nothing else is recorded
    addTo(sums, places, this.inputs, vjp(cts, this.inputs, this.outputs, this.params));
  }
}

/** A call. */
export class Called implements Step {
  constructor(
    readonly name: string,
    /** What its functions got, to the array of this record that it stands for. */
    private readonly origins: ReadonlyMap<NDArray, NDArray>,
    private readonly at: readonly number[],
    private readonly pullBack: Ran["pull"],
  ) {}

  pull(sums: Sums, places: Places): void {
    const cts = takenOff(sums, this.at);
    if (cts === null) return;
    const cotangents: Cotangents = new Map();
    for (const [x, origin] of this.origins) {
      const sum = x === origin ? sums[places.of(x)] : null;
      if (sum !== null) cotangents.set(x, sum); // sums go on where they stand
    }
    this.pullBack(cts, cotangents, [...this.origins.keys()]);
    for (const [x, origin] of this.origins) {
      const ct = cotangents.get(x);
      if (ct === undefined) continue;
      const place = places.of(origin);
      const sum = sums[place];
      sums[place] = x === origin || sum === null ? ct : add(sum, ct);
    }
  }
}

/** The cotangents at some places, which hold none from now on; `null` when there is not one. */
function takenOff(sums: Sums, at: readonly number[]): readonly (NDArray | null)[] | null {
  const cts = at.map((place) => sums[place]);
  if (cts.every((ct) => ct === null)) return null;
  for (const place of at) sums[place] = null;
  return cts;
}

function addTo(sums: Sums, places: Places, inputs: readonly NDArray[], lazies: readonly Lazy[]): void {
  for (let i = 0; i < inputs.length; i++) {
    const lazy = lazies[i];
    if (lazy === null) continue;
    const place = places.of(inputs[i]);
    if (place === 0) continue; // a constant
    const part = lazy();
    const sum = sums[place];
    sums[place] = sum === null ? part : add(sum, part);
  }
}
