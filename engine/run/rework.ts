/** Time R-REWORK leaves for doing a step again, counted from the rejection. */
export const reworkMs = 24 * 3_600_000
