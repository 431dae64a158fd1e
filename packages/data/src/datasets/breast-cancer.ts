import { decimals, labels, packed, widths } from "./breast-cancer-bytes.js";
import { type LabelledData, unpacked } from "./labelled-data.js";

const measures = [
  "radius",
  "texture",
  "perimeter",
  "area",
  "smoothness",
  "compactness",
  "concavity",
  "concave points",
  "symmetry",
  "fractal dimension",
] as const;

type Named<T extends readonly string[], Before extends string, After extends string> = {
  readonly [I in keyof T]: `${Before}${T[I]}${After}`;
};
type Measures = typeof measures;
type Features = readonly [
  ...Named<Measures, "mean ", "">,
  ...Named<Measures, "", " error">,
  ...Named<Measures, "worst ", "">,
];

/** Measurements of cell nuclei of tumours. */
export type BreastCancer = LabelledData<569, Features, readonly ["malignant", "benign"]>;

/**
 * 30 measurements of the cell nuclei in 569 images of breast tumours, malignant (0) or benign (1): of ten measures the mean, the standard
 * error and the worst of each image. The set that scikit-learn has as `load_breast_cancer`, value for value.
 *
 * @see W. Wolberg, O. Mangasarian, N. Street and W. Street, *Breast Cancer Wisconsin (Diagnostic)*, UCI Machine Learning Repository,
 *   1993, https://doi.org/10.24432/C5DW2B (CC BY 4.0)
 * @example
 * const { data, featureNames } = loadBreastCancer();
 * data.shape; // [569, 30]
 * featureNames[20]; // "worst radius"
 */
export function loadBreastCancer(): BreastCancer {
  const names = [
    ...measures.map((name) => `mean ${name}`),
    ...measures.map((name) => `${name} error`),
    ...measures.map((name) => `worst ${name}`),
  ];
  return unpacked(
    569,
    { packed, decimals, widths, labels },
    names as unknown as Features, // the same words
    ["malignant", "benign"],
  );
}
