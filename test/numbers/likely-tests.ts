import type { WrittenNumber } from './numbers-of.ts'

/** A test that failed over a changed number. */
export interface NoticingTest {
  file: string
  test: string
}

/** Which test to try first: the one that noticed the last change of this kind, else the one that noticed the last change at all. */
export class LikelyTests {
  private readonly byKind = new Map<string, NoticingTest>()
  private last: NoticingTest | null = null

  /** The tests to be tried in this order: the likeliest, then the files as they are given. */
  order(number: WrittenNumber, files: readonly string[]): NoticingTest[] {
    const likely = [this.byKind.get(kindOf(number)), this.last].filter((test) => test !== undefined && test !== null)
    const first = likely.filter((test, at) => likely.findIndex((other) => other.file === test.file) === at)
    const rest = files.filter((file) => !first.some((test) => test.file === file))
    return [...first, ...rest.map((file) => ({ file, test: '' }))]
  }

  noticed(number: WrittenNumber, by: NoticingTest): void {
    this.byKind.set(kindOf(number), by)
    this.last = by
  }
}

/** `maxLength` of `rr-refund.form.refund_no.maxLength`. */
function kindOf(number: WrittenNumber): string {
  return number.place.split('.').at(-1)!
}
