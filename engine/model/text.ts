/** A text in both languages of the house: simplified Chinese first, English complete. */
export interface Text {
  zh: string
  en: string
}

/** A value that travels as JSON: in answers, events, facts and parameters. Money is integer fen, instants are ISO strings. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue }
export type JsonObject = { [key: string]: JsonValue }
