import * as client from 'openid-client'

/** An OpenID provider people of the company sign in at. */
export interface OidcSettings {
  issuer: string
  clientId: string
  /** Left out, the house is a public client: PKCE alone. */
  clientSecret?: string
  /** Plain http, for a provider on this machine in tests. */
  allowHttp?: boolean
}

/** What travels in the browser between leaving for the provider and coming back. */
export interface Leaving {
  state: string
  nonce: string
  verifier: string
  /** Where in the page the reader wanted to be. */
  next: string
}

/** The company's sign-in by authorization code with PKCE (S256), state and nonce. The provider is looked up when first needed. */
export class CompanySignIn {
  readonly #settings: OidcSettings
  readonly #redirectUri: string
  #provider: Promise<client.Configuration> | null = null

  constructor(settings: OidcSettings, redirectUri: string) {
    this.#settings = settings
    this.#redirectUri = redirectUri
  }

  /** The address to send the browser to, and what to keep until it is back. */
  async leave(next: string): Promise<{ address: string; leaving: Leaving }> {
    const leaving = {
      ...{ state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier(), next },
    }
    const address = client.buildAuthorizationUrl(await this.#found(), {
      redirect_uri: this.#redirectUri,
      scope: 'openid email',
      code_challenge: await client.calculatePKCECodeChallenge(leaving.verifier),
      code_challenge_method: 'S256',
      state: leaving.state,
      nonce: leaving.nonce,
    })
    return { address: address.href, leaving }
  }

  /** Who came back. @param query of the address they came back to. @throws when the provider, or what is checked of it, says no. */
  async returned(
    query: string,
    { state, nonce, verifier }: Leaving,
  ): Promise<{ subject: string; email: string | null }> {
    const provider = await this.#found()
    const tokens = await client.authorizationCodeGrant(provider, new URL(`${this.#redirectUri}?${query}`), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (!claims) throw new Error('no claims')
    const told =
      claims['email'] === undefined ? await client.fetchUserInfo(provider, tokens.access_token, claims.sub) : claims
    const proven = told['email_verified'] === true && typeof told['email'] === 'string'
    return { subject: `${claims.iss} ${claims.sub}`, email: proven ? (told['email'] as string) : null }
  }

  #found(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret, allowHttp } = this.#settings
    this.#provider ??= client
      .discovery(new URL(issuer), clientId, clientSecret, clientSecret === undefined ? client.None() : undefined, {
        ...(allowHttp === true ? { execute: [client.allowInsecureRequests] } : {}),
      })
      .catch((error: unknown) => {
        // Tried again with the next person.
        this.#provider = null
        throw error
      })
    return this.#provider
  }
}
