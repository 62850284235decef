import type { FieldType } from '../model/form.ts'
import type { FieldDocument } from './document/form-document.ts'
import type { ValueType } from './typing/value-type.ts'
import {
  anyType,
  boolType,
  instantType,
  listType,
  numberType,
  openRecord,
  recordType,
  textType,
} from './typing/value-type.ts'

/** The type expressions see for a field of a form. */
export function fieldValueType(field: FieldDocument): ValueType {
  switch (field.type) {
    case 'list':
      return listType(field.item === undefined ? anyType : scalarType(field.item, field.of))
    case 'rows':
      return listType(field.columns === undefined ? openRecord : membersOf(field.columns))
    case 'record':
      return field.columns === undefined ? openRecord : membersOf(field.columns)
    default:
      return scalarType(field.type, field.of)
  }
}

function membersOf(columns: { [name: string]: FieldDocument }): ValueType {
  return recordType(Object.entries(columns).map(([name, column]) => [name, fieldValueType(column)]))
}

function scalarType(type: FieldType, of: readonly string[] | undefined): ValueType {
  switch (type) {
    case 'int':
    case 'decimal':
    case 'percent':
      return numberType
    case 'money':
      return { kind: 'money' }
    case 'bool':
      return boolType
    case 'enum':
      return of === undefined ? textType : { kind: 'enum', of }
    case 'date':
      return { kind: 'day' }
    case 'datetime':
      return instantType
    case 'files':
      return listType(textType)
    case 'rows':
    case 'list':
      return listType(anyType)
    case 'record':
      return openRecord
    case 'text':
    case 'url':
    case 'file':
    case 'person':
    case 'sku':
    case 'order':
      return textType
  }
}
