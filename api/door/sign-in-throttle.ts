interface Failures {
  count: number
  /** Epoch ms when the count starts anew. */
  until: number
}

const windowMs = 15 * 60_000
const perEmail = 50
const perAddress = 200
const mostKept = 20_000

/** Counts failed sign-ins per email and per network address; neither header nor unknown email changes what is counted. */
export class SignInThrottle {
  readonly #failures = new Map<string, Failures>()

  /** Seconds to wait before the next try, 0 when one is free. */
  waitSeconds(email: string, address: string, nowMs: number): number {
    const held = [
      { failures: this.#at(`e:${email}`, nowMs), most: perEmail },
      { failures: this.#at(`a:${address}`, nowMs), most: perAddress },
    ].filter(({ failures, most }) => failures !== null && failures.count >= most)
    return Math.max(0, ...held.map(({ failures }) => Math.ceil(((failures?.until ?? nowMs) - nowMs) / 1000)))
  }

  failed(email: string, address: string, nowMs: number): void {
    for (const key of [`e:${email}`, `a:${address}`]) {
      const known = this.#at(key, nowMs)
      if (known) known.count++
      else this.#failures.set(key, { count: 1, until: nowMs + windowMs })
    }
    // The oldest go first: memory stays bounded whatever is tried.
    for (const key of this.#failures.keys()) {
      if (this.#failures.size <= mostKept) break
      this.#failures.delete(key)
    }
  }

  succeeded(email: string): void {
    this.#failures.delete(`e:${email}`)
  }

  #at(key: string, nowMs: number): Failures | null {
    const known = this.#failures.get(key)
    if (!known) return null
    if (known.until > nowMs) return known
    this.#failures.delete(key)
    return null
  }
}
