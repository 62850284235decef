import { campaignFunctions } from './campaign-functions.ts'
import { figureFunctions } from './figure-functions.ts'
import type { DomainFunction } from './function-definition.ts'
import { priceFunctions, stockFunctions } from './goods-functions.ts'
import { peopleFunctions } from './people-functions.ts'
import { refundFunctions } from './refund-functions.ts'
import { returnedGoodsFunctions } from './returned-goods-functions.ts'
import { timeFunctions } from './time-functions.ts'
import { wordsFunctions } from './words-functions.ts'

const all: readonly DomainFunction[] = [
  ...stockFunctions,
  ...priceFunctions,
  ...figureFunctions,
  ...campaignFunctions,
  ...refundFunctions,
  ...returnedGoodsFunctions,
  ...peopleFunctions,
  ...wordsFunctions,
  ...timeFunctions,
]

/** Every rule of the trade an expression may call, by name. */
export const domainFunctions: Readonly<Record<string, DomainFunction>> = Object.freeze(
  Object.fromEntries(all.map((entry) => [entry.name, entry])),
)
