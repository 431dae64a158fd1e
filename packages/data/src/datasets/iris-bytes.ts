/**
 * Made by tooling/oracle/labelled-datasets.py from scikit-learn's iris.csv; do not edit.
 * R. A. Fisher, The Use of Multiple Measurements in Taxonomic Problems, Annals of Eugenics 7, 1936, 179-188,
 * https://doi.org/10.1111/j.1469-1809.1936.tb02137.x; with Fisher's values of the 35th and 38th flower. UCI's copy, which has
 * two others there, is https://doi.org/10.24432/C56C76, CC BY 4.0.
 * SHA-256 of the 4,800 bytes of the values, float64, row by row: 012f498fe9c8b3b34212c3c5d98e1f03f2f79931cd49349beb1bad64dcf164a7
 */

/** Values column by column, as integers in base 64. */
export const packed: string =
  "AzAxAvAuAyA2AuAyAsAxA2AwAwArA6A5A2AzA5AzA2AzAuAzAwAyAyA0A0AvAwA2A0A3AxAyA3AxAsAzAyAtAsAyAzAwAzAuA1AyBGBABFA3BBA5A/AxBCA0AyA7A8A9A4BDA4A6A+A4A7A9A/A9BABCBEBDA8A5A3A3A6A8A2A8BDA/A4A3A3A9A6AyA4A5A5A+AzA5A/A6BHA/BBBMAxBJBDBIBBBABEA5A6BABBBNBNA8BFA4BNA/BDBIA+A9BABIBKBPBAA/A9BNA/BAA8BFBDBFA6BEBDBDA/BBA+A7jegfkniidflieeosnjmmilkhieijigfipqfgjkeijXgjmemglhggfXcchYdbUeWddfebWZgcZcdecedaYYbbeifXeZaeaXbeddZchbedeeZdZkgbeZcgemaWgccbhgcececmccaeifefffbgheZeieAOAOANAPAOARAOAPAOAPAPAQAOALAMAPANAOARAPARAPAKARATAQAQAPAOAQAQAPAPAOAPAMANAOANAPANANANAQATAOAQAOAPAOAvAtAxAoAuAtAvAhAuAnAjAqAoAvAkAsAtApAtAnAwAoAxAvArAsAwAyAtAjAmAlAnAzAtAtAvAsApAoAsAuAoAhAqAqAqArAeApA8AzA7A4A6BCAtA/A6A9AzA1A3AyAzA1A3BDBFAyA5AxBDAxA5A8AwAxA4A6A9BAA4AzA4A9A4A3AwA2A4AzAzA7A5A0AyA0A2AzCCCCCEDCCBCCBBCEEDDDCECFCCECCCCEBCCCCBCCDDCGEDCCCCOPPNPNQKNOKPKONOPKPLSNPMNOORPKLKMQPQPNNNMOMKNMNNLNZTVSWVRSSZUTVUYXSWXPXUUSVSSSVQTUWPOXYSSVYXTXZXTUXS";

/** Places of each column's values after the point. */
export const decimals: readonly number[] = [1, 1, 1, 1];

/** Digits in base 64 of each column's values. */
export const widths: readonly number[] = [2, 1, 2, 1];

/** The class of each row. */
export const labels: string =
  "000000000000000000000000000000000000000000000000001111111111111111111111111111111111111111111111111122222222222222222222222222222222222222222222222222";
