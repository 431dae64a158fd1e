import { type LabelledData, unpacked } from "./labelled-data.js";
import { decimals, labels, packed, widths } from "./wine-bytes.js";

type Features = readonly [
  "alcohol",
  "malic_acid",
  "ash",
  "alcalinity_of_ash",
  "magnesium",
  "total_phenols",
  "flavanoids",
  "nonflavanoid_phenols",
  "proanthocyanins",
  "color_intensity",
  "hue",
  "od280/od315_of_diluted_wines",
  "proline",
];

/** Chemical analyses of wines. */
export type Wine = LabelledData<178, Features, readonly ["class_0", "class_1", "class_2"]>;

/**
 * 13 measurements of 178 wines of three growers of one region: the set that scikit-learn has as `load_wine`, value for value.
 *
 * @see S. Aeberhard and M. Forina, *Wine*, UCI Machine Learning Repository, 1992, https://doi.org/10.24432/C5PC7J (CC BY 4.0)
 * @example
 * loadWine().data.shape; // [178, 13]
 */
export function loadWine(): Wine {
  return unpacked(
    178,
    { packed, decimals, widths, labels },
    [
      "alcohol",
      "malic_acid",
      "ash",
      "alcalinity_of_ash",
      "magnesium",
      "total_phenols",
      "flavanoids",
      "nonflavanoid_phenols",
      "proanthocyanins",
      "color_intensity",
      "hue",
      "od280/od315_of_diluted_wines",
      "proline",
    ],
    ["class_0", "class_1", "class_2"],
  );
}
