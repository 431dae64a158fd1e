import { choice, integer, ofView } from "../../state/fields.js";
import { short } from "../../ui/format.js";
import { entries } from "../entries.js";
import type { Lesson, LessonStep, ResultOf } from "../lesson.js";
import { plainStep } from "../plain-step.js";
import { shorten } from "../shorten.js";
import type { Inputs, compute } from "./code.js";

export type Result = ResultOf<typeof compute>;

/** The molecules, and for rings and chains how many atoms follow each other. */
const SHAPES: Readonly<Record<Inputs["molecule"], "ring" | "chain" | "fused">> = {
  ethylene: "chain",
  butadiene: "chain",
  hexatriene: "chain",
  cyclobutadiene: "ring",
  cyclopentadienyl: "ring",
  benzene: "ring",
  tropylium: "ring",
  naphthalene: "fused",
  anthracene: "fused",
};

export const NAMES = Object.keys(SHAPES) as Inputs["molecule"][];

const fields = {
  molecule: choice<Inputs["molecule"]>("benzene", NAMES),
  charge: integer(0, { least: -2, most: 2 }),
  /** The orbital that is seen, from 0: the lowest. */
  orbital: ofView(integer(1, { least: 0, most: 13 })),
};

export const lesson: Lesson<typeof fields, Result> = {
  fields,
  caption({ x, electrons, energy, beyond }, { molecule }) {
    const levels = groupsOf(x).map(({ x, count }) => `${level(x)}${count > 1 ? ` (${times(count)})` : ""}`);
    const gain =
      Math.abs(beyond) < 1e-9
        ? "no more than in lone double bonds."
        : `${short(Math.abs(beyond), 3)}β ${beyond > 0 ? "beyond" : "short of"} lone double bonds.`;
    const name = `${molecule[0].toUpperCase()}${molecule.slice(1)}`;
    return `${name} has the levels ${levels.join(", ")}. Its ${electrons} π electrons have ${electrons}α + ${short(energy, 3)}β, ${gain}`;
  },
  steps: (result, { molecule }) =>
    [bonding(result), solving(result, molecule), filling(result), adding(result), binding(result)].map((step) =>
      shorten(step, { rows: 6, columns: 7 }),
    ),
};

function bonding({ A, bonds }: Result): LessonStep {
  return plainStep({
    code: "bonds",
    title: "Write down which atoms are bonded",
    why: `${A.length} atoms, ${bonds.length} bonds: a 1 where two atoms are neighbours. Everything else about the molecule is left out, and Hückel’s theory asks no more.`,
    latex: "a_{ij} = 1 \\text{ for bonded atoms, else } 0",
    shown: { A: entries(A) },
  });
}

function solving({ x, orbitals }: Result, molecule: Inputs["molecule"]): LessonStep {
  const n = x.length;
  const known = {
    ring: `Of a ring they are known: x = 2·cos(2πk/${n}) for k = 0, …, ${n - 1}.`,
    chain: `Of a chain they are known: x = 2·cos(kπ/${n + 1}) for k = 1, …, ${n}.`,
    fused: "They come in pairs of x and −x, because every second atom can be marked so that only marked and unmarked ones are bonded (Coulson and Rushbrooke, 1940).",
  }; // prettier-ignore
  const step = plainStep({
    code: "levels",
    title: "Find the orbitals: eigenvectors of the bonds",
    why: `An electron at an atom has the energy α; being shared by two neighbours adds β. An orbital is a mixture c of the ${n} atoms that H only stretches. ${known[SHAPES[molecule]]}`,
    latex: "H = \\alpha I + \\beta A, \\qquad A\\,c = x\\,c \\;\\Rightarrow\\; E = \\alpha + x\\,\\beta",
    shown: {
      x: entries([x]),
      C: entries(
        transposed(orbitals).map((row) => row.map(withoutRounding)),
        3,
      ),
    },
  });
  return shorten(step, { rows: 4, columns: 6 }); // as high as the words beside it allow
}

/** An orbital has the length 1: parts of the size of a rounding are none. */
function withoutRounding(part: number): number {
  return Math.abs(part) < 1e-12 ? 0 : part;
}

function filling({ x, occupation, electrons }: Result): LessonStep {
  const last = occupation.findLastIndex((count) => count > 0);
  const open = groupsOf(x).some(({ from }) => occupation[from] > 0 && occupation[from] < 2);
  const end = open
    ? "The uppermost are not full: the molecule is a radical, or would rather have another shape."
    : "Every level that has electrons is full.";
  return plainStep({
    code: "fill",
    title: `Put ${electrons} electrons into the lowest levels`,
    why: `Two electrons fit into an orbital (Pauli), and β is negative: the largest x is the lowest level. ${last < 0 ? "There are none." : end}`,
    latex: `\\sum_k n_k = ${electrons}, \\qquad 0 \\le n_k \\le 2`,
    shown: { x: entries([x]), n: entries([occupation]) },
  });
}

function adding({ energy, electrons, beyond }: Result): LessonStep {
  return plainStep({
    code: "energy",
    title: "Add up their energies",
    why: `Were the double bonds alone, each electron would have α + β: ${electrons}β in all. ${beyond > 1e-9 ? `Spread over the whole molecule they have ${short(beyond, 3)}β more, which holds it together: its delocalization energy.` : "Spreading over the molecule brings nothing here."}`,
    latex: `E = \\sum_k n_k (\\alpha + x_k \\beta) = ${electrons}\\alpha ${energy < 0 ? "-" : "+"} ${Math.abs(energy).toFixed(3)}\\,\\beta`,
  });
}

function binding({ bonds, charges }: Result): LessonStep {
  const orders = bonds.map(({ order }) => order);
  const [least, most] = [Math.min(...orders), Math.max(...orders)];
  const even =
    most - least < 1e-9
      ? `All bonds are alike, of order ${short(most, 3)}: none is single, and none is double.`
      : `The strongest bond has ${short(most, 3)}, and is the shortest; the weakest has ${short(least, 3)}.`;
  const isNeutral = Math.max(...charges.map(Math.abs)) < 1e-9;
  return plainStep({
    code: "orders",
    title: "Read the bonds off the filled orbitals",
    why: `Where orbitals have the same sign at both ends of a bond they strengthen it. ${even} ${isNeutral ? "Every atom keeps its electron." : "What an atom lacks is its charge."}`,
    latex: "p_{ij} = \\sum_k n_k\\, c_{ik}\\, c_{jk}, \\qquad q_i = 1 - p_{ii}",
    shown: {
      p: entries([orders], 3),
      q: entries([charges.map((charge) => (Math.abs(charge) < 1e-9 ? 0 : charge))], 3),
    },
  });
}

/** "α + 2β". */
export function level(x: number): string {
  if (Math.abs(x) < 1e-9) return "α";
  const size = short(Math.abs(x), 3);
  return `α ${x < 0 ? "−" : "+"} ${size === "1" ? "" : size}β`;
}

/** Levels of the same energy, the lowest first. */
export function groupsOf(
  x: readonly number[],
): { readonly x: number; readonly from: number; readonly count: number }[] {
  const begins = x.flatMap((value, k) => (k === 0 || Math.abs(value - x[k - 1]) > 1e-9 ? [k] : []));
  return begins.map((from, g) => ({ x: x[from], from, count: (begins[g + 1] ?? x.length) - from }));
}

function times(count: number): string {
  return count === 2 ? "twice" : `${count} times`;
}

function transposed(rows: readonly (readonly number[])[]): number[][] {
  return rows[0].map((_, j) => rows.map((row) => row[j]));
}
