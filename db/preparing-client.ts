import pg from 'pg'

/** Statement texts a connection keeps plans of; lists of varying length make more texts than are worth keeping. */
const mostPrepared = 300
/** All columns of a table: a kept plan would fail once a migration adds one. `count(*)` is no such list. */
const allColumns = /(?<!\()\*/

/**
 * A connection whose server plans a statement with parameters once and keeps the plan: planning is most of what our short
 * statements cost. Texts without parameters, or with `select *`, go as they are.
 */
export class PreparingClient extends pg.Client {
  private readonly names = new Map<string, string>()

  // pg declares nine overloads; this one takes whatever they take and adds a name where text and values come apart.
  override query = ((...given: unknown[]) => {
    const [text, values, ...rest] = given
    const send = super.query.bind(this) as (...args: unknown[]) => unknown
    const name = typeof text === 'string' && Array.isArray(values) && values.length > 0 ? this.nameOf(text) : null
    return name === null ? send(...given) : send({ name, text, values }, ...rest)
  }) as unknown as pg.Client['query']

  private nameOf(text: string): string | null {
    const known = this.names.get(text)
    if (known !== undefined) return known
    if (this.names.size >= mostPrepared || allColumns.test(text)) return null
    const name = `q${this.names.size}`
    this.names.set(text, name)
    return name
  }
}
