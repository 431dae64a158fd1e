import { type Plan, makePlan } from "./plan.js";
import { rootsOfUnity } from "./roots.js";
import { Tables } from "./tables.js";

/** A plan that is kept, with the factors by which `fold` makes spectra of real lines, where they are halved. */
export interface CachedPlan {
  readonly plan: Plan;
  /** Address of −i·e^(−πi·k/h)/2 for k ≤ h/2, where h is the plan's length; 0 where lines are not folded. */
  readonly folds: number;
  readonly tables: Tables;
}

/** Bytes of plans that are kept beside the one in use. */
const LIMIT = 2 ** 24;

/** The last used one stands last. */
const plans: Map<string, CachedPlan> = /* @__PURE__ */ new Map<string, CachedPlan>();
let bytes = 0;

/** The plan for lines of n complex numbers, or of 2n real ones to be folded. It stays as it is until the next call. */
export function cachedPlan(n: number, folded: boolean): CachedPlan {
  const key = `${n} ${folded}`;
  const known = plans.get(key);
  plans.delete(key);
  const entry = known ?? makeEntry(n, folded);
  if (known === undefined) {
    for (const [other, { tables }] of plans) {
      if (bytes + entry.tables.bytes <= LIMIT) break;
      tables.free();
      bytes -= tables.bytes;
      plans.delete(other);
    }
    bytes += entry.tables.bytes;
  }
  plans.set(key, entry);
  return entry;
}

function makeEntry(n: number, folded: boolean): CachedPlan {
  const tables = new Tables();
  return { plan: makePlan(n, tables), folds: folded ? tables.keep(foldFactors(n)) : 0, tables };
}

function foldFactors(h: number): Float64Array {
  const roots = rootsOfUnity(2 * h);
  const factors = new Float64Array(2 * ((h >> 1) + 1));
  for (let i = 0; i < factors.length; i += 2) {
    factors[i] = roots[i + 1] / 2;
    factors[i + 1] = -roots[i] / 2;
  }
  return factors;
}
