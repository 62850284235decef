/** Asks whoever is here to sign in again; true when they did. */
type Recover = () => Promise<boolean>

let recover: Recover | null = null
let underWay: Promise<boolean> | null = null

/** Sets who asks people to sign in again. @returns what takes it back. */
export function onLostSession(ask: Recover): () => void {
  recover = ask
  return () => {
    if (recover === ask) recover = null
  }
}

/** Waits until the person has signed in again: everything that meets the lost session waits for the same answer. */
export function signedInAgain(): Promise<boolean> {
  if (recover === null) return Promise.resolve(false)
  underWay ??= recover().finally(() => {
    underWay = null
  })
  return underWay
}
