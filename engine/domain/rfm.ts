/** What makes a member group over 30 days; money in fen. */
export interface RfmLine {
  buys: number
  spend: number
}

export type RfmGroup = 'key' | 'potential' | 'other'

/**
 * rfm.key / rfm.potential over the last 30 days: key = at least 2 buys and ≥ ¥200; else potential = at least 1 buy and ≥ ¥100;
 * else other. Two buys for ¥150 are potential: a better customer never falls below a lesser one.
 */
export function rfmGroup(buys30d: number, spend30d: number, key: RfmLine, potential: RfmLine): RfmGroup {
  if (buys30d >= key.buys && spend30d >= key.spend) return 'key'
  return buys30d >= potential.buys && spend30d >= potential.spend ? 'potential' : 'other'
}
