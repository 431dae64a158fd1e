/** The seed of property tests, from LINNET_SEED; undefined for a new one each time. */
export const seed = process.env["LINNET_SEED"] === "random" ? undefined : Number(process.env["LINNET_SEED"] ?? 1);
