// SPDX-License-Identifier: Apache-2.0
import { parseSync, type ModuleItem } from '@swc/core'

/** Whether a source holds anything to run: types are gone then, and what others export is theirs. */
export function hasCode(text: string): boolean {
  return !parseSync(text, { syntax: 'typescript', target: 'es2024' }).body.every(isOfTypes)
}

function isOfTypes(item: ModuleItem): boolean {
  switch (item.type) {
    case 'ImportDeclaration':
    case 'TsInterfaceDeclaration':
    case 'TsTypeAliasDeclaration':
      return true
    case 'ExportDeclaration':
      return ['TsInterfaceDeclaration', 'TsTypeAliasDeclaration'].includes(item.declaration.type)
    case 'ExportNamedDeclaration':
      return (item as { typeOnly?: boolean }).typeOnly === true || item.source !== null
    case 'VariableDeclaration':
      return item.declare
    default:
      return false
  }
}
