import { writeDecimal } from '../field/typed-number.ts'

/** Money in fen as yuan: ¥1,299.00. */
export function Money({ fen }: { fen: number }) {
  return <span className="number">{moneyText(fen)}</span>
}

/** Money in fen as text. */
export function moneyText(fen: number): string {
  const [whole = '0', part = '00'] = writeDecimal(Math.abs(fen), 2, true).split('.')
  return `${fen < 0 ? '−' : ''}¥${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${part}`
}

/** A share in percent, as the API gives it. */
export function Percent({ value }: { value: number }) {
  return <span className="number">{writeDecimal(Math.round(value * 100), 2)} %</span>
}

/** A person by name; by id where the name is not known to the reader. */
export function PersonName({ name, id }: { name: string | null | undefined; id: string | null | undefined }) {
  return <span className="person-name">{name ?? id ?? '—'}</span>
}
