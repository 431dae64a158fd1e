import { decimals, labels, packed, widths } from "./iris-bytes.js";
import { type LabelledData, unpacked } from "./labelled-data.js";

/** Fisher's irises. */
export type Iris = LabelledData<
  150,
  readonly ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"],
  readonly ["setosa", "versicolor", "virginica"]
>;

/**
 * Flowers of three species of iris, 50 of each: the set that scikit-learn has as `load_iris`, value for value.
 *
 * @remarks With the values of Fisher's paper, as R has them. UCI's copy has two others: of the 35th flower a petal width of 0.1, and
 *   of the 38th a sepal width of 3.1 and a petal length of 1.5.
 * @see R. A. Fisher, *The Use of Multiple Measurements in Taxonomic Problems*, Annals of Eugenics 7, 1936, 179–188
 * @example
 * const { data, target, classNames } = loadIris();
 * data.shape; // [150, 4]
 * classNames[target.at(149).item()]; // "virginica"
 */
export function loadIris(): Iris {
  return unpacked(
    150,
    { packed, decimals, widths, labels },
    ["sepal length (cm)", "sepal width (cm)", "petal length (cm)", "petal width (cm)"],
    ["setosa", "versicolor", "virginica"],
  );
}
