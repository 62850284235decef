/** Inner nodes of the tree that are kept: the `n`-th complete subtree of 256 ** `level` leaves. Append-only. */
export interface AuditTreeTable {
  level: number
  n: number
  hash: Buffer
}
