import { describe, expect, test } from 'vitest'
import { commandIdOf, sopRunIdOf } from '#dispatch/command-id.ts'

describe('ids', () => {
  test('the same person and key are the same command, anything else is another', () => {
    expect(commandIdOf('wang', 'k1')).toBe(commandIdOf('wang', 'k1'))
    const all = [
      commandIdOf('wang', 'k1'),
      commandIdOf('wang', 'k2'),
      commandIdOf('li', 'k1'),
      commandIdOf('wan', 'gk1'),
    ]
    expect(new Set(all).size).toBe(4)
  })

  test('ids say nothing and fit everywhere: 26 letters and digits behind one letter', () => {
    expect(commandIdOf('wang@example.com', '13800138000')).toMatch(/^c-[a-z2-7]{26}$/)
    expect(sopRunIdOf(commandIdOf('wang', 'k1'))).toMatch(/^r-[a-z2-7]{26}$/)
  })

  test('ten thousand keys make as many commands and runs', () => {
    const ids = new Set<string>()
    for (let n = 0; n < 10_000; n += 1) ids.add(sopRunIdOf(commandIdOf('wang', `key-${n}`)))
    expect(ids.size).toBe(10_000)
  })
})
