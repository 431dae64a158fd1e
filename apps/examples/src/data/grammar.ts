import type { Random } from "@linnet/core";

/**
 * Words in pairs that differ in one respect. A sentence has a word of a pair, words that go with the pair and words that go
 * with its form, so that in `king : queen = man : woman` both sides differ by the form alone.
 */
interface Family {
  /** Words that go with the first form, and with the second. */
  readonly forms: readonly [readonly string[], readonly string[]];
  /** The pair, and what goes with both of its words. */
  readonly pairs: readonly (readonly [first: string, second: string, ...around: string[]])[];
}

const families: readonly Family[] = [
  {
    forms: [
      ["he", "his", "sir"],
      ["she", "her", "madam"],
    ],
    pairs: [
      ["king", "queen", "throne", "crown", "realm"],
      ["man", "woman", "house", "street", "market"],
      ["prince", "princess", "palace", "ball", "heir"],
      ["actor", "actress", "stage", "play", "applause"],
      ["uncle", "aunt", "visit", "cousin", "gift"],
      ["waiter", "waitress", "menu", "table", "guest"],
      ["father", "mother", "child", "cradle", "home"],
      ["boy", "girl", "school", "toy", "garden"],
    ],
  },
  {
    forms: [
      ["city", "mayor", "station"],
      ["country", "border", "anthem"],
    ],
    pairs: [
      ["paris", "france", "french", "seine", "baguette"],
      ["rome", "italy", "italian", "tiber", "pasta"],
      ["madrid", "spain", "spanish", "flamenco", "tapas"],
      ["berlin", "germany", "german", "spree", "pretzel"],
      ["tokyo", "japan", "japanese", "sumida", "sushi"],
      ["cairo", "egypt", "egyptian", "nile", "falafel"],
      ["athens", "greece", "greek", "olive", "feta"],
      ["oslo", "norway", "norwegian", "fjord", "salmon"],
    ],
  },
  {
    forms: [
      ["today", "now", "always"],
      ["yesterday", "ago", "once"],
    ],
    pairs: [
      ["walk", "walked", "path", "boots", "hill"],
      ["sing", "sang", "song", "choir", "voice"],
      ["swim", "swam", "lake", "wave", "shore"],
      ["write", "wrote", "letter", "pen", "paper"],
      ["bake", "baked", "bread", "oven", "flour"],
      ["build", "built", "wall", "brick", "tower"],
      ["draw", "drew", "line", "pencil", "sketch"],
      ["ride", "rode", "horse", "saddle", "bridle"],
    ],
  },
];

/** Words that go with everything, and mean nothing here. */
const fillers = ["the", "a", "and", "of", "with", "very", "so", "there"];

/** Every word of the grammar, each at its number. */
export const vocabulary: readonly string[] = [
  ...fillers,
  ...families.flatMap(({ forms, pairs }) => [...forms.flat(), ...pairs.flat()]),
];

/** `a` is to `b` as `c` is to `d`, as numbers of words. */
export type Analogy = readonly [a: number, b: number, c: number, d: number];

/** All that the grammar makes true: each two pairs of a family, in both directions. */
export function analogies(): Analogy[] {
  return families.flatMap(({ pairs }) =>
    pairs.flatMap((own) =>
      pairs
        .filter((other) => other !== own)
        .flatMap((other): Analogy[] => [
          [wordAt(own[0]), wordAt(own[1]), wordAt(other[0]), wordAt(other[1])],
          [wordAt(own[1]), wordAt(own[0]), wordAt(other[1]), wordAt(other[0])],
        ]),
    ),
  );
}

/** Sentences of seven words in random order, as numbers: one of a pair, two of its own, two of its form, two fillers. */
export function sentences(rng: Random, count: number): number[][] {
  const draws = rng.uniform([count, 16]).toArray();
  return draws.map((u) => {
    const pick = <T>(from: readonly T[], i: number): T => from[Math.floor(u[i] * from.length)];
    const { forms, pairs } = pick(families, 0);
    const [first, second, ...own] = pick(pairs, 1);
    const form = u[2] < 0.5 ? 0 : 1;
    const words = [
      [first, second][form],
      pick(own, 3),
      pick(own, 4),
      pick(forms[form], 5),
      pick(forms[form], 6),
      pick(fillers, 7),
      pick(fillers, 8),
    ];
    return words
      .map((word, i) => ({ at: wordAt(word), order: u[9 + i] }))
      .toSorted((a, b) => a.order - b.order)
      .map(({ at }) => at);
  });
}

function wordAt(word: string): number {
  return vocabulary.indexOf(word);
}
