/** Why a sign-in is asked for: the session is over, or the act wants to be sure who acts. */
export type SignInReason = 'ended' | 'money'

/** Asks whoever is here to sign in again; true when they did. */
type Recover = (why: SignInReason) => Promise<boolean>

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
export function signedInAgain(why: SignInReason): Promise<boolean> {
  if (recover === null) return Promise.resolve(false)
  underWay ??= recover(why).finally(() => {
    underWay = null
  })
  return underWay
}
