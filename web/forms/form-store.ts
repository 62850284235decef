import { createContext } from 'react'

/** The store a form belongs to, whose people its fields may name; null where there is none, or more than one. */
export const FormStore = createContext<string | null>(null)
