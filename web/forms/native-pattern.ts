/** A pattern that this browser cannot use. */
export class RE2JSSyntaxException extends Error {}

const flagsFirst = /^\(\?([ims]+)\)/

/**
 * Stands in for the package of that name in the built page: the browser's own patterns weigh nothing, the package a sixth of
 * a first load. A playbook's patterns were checked by the package when it was published, and the host judges by it; one
 * that means something else to a browser is refused here, and the form is sent as it is typed.
 */
export class RE2JS {
  readonly #pattern: RegExp

  private constructor(pattern: RegExp) {
    this.#pattern = pattern
  }

  /** @throws RE2JSSyntaxException */
  static compile(source: string): RE2JS {
    const flags = flagsFirst.exec(source)?.[1] ?? ''
    try {
      return new RE2JS(new RegExp(source.replace(flagsFirst, ''), `${flags}u`))
    } catch (error) {
      throw new RE2JSSyntaxException(error instanceof Error ? error.message : source)
    }
  }

  matcher(text: string): { find(): boolean } {
    return { find: () => this.#pattern.test(text) }
  }
}
