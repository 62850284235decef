/** Why Zhangfa does not start: a sentence for the person at the terminal, without a stack. */
export class RefuseStart extends Error {
  override name = 'RefuseStart'
}
