// SPDX-License-Identifier: Apache-2.0
import { parseSync, type ModuleItem } from '@swc/core'

/** Whether anything of a source is left when it runs; types are gone then. */
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
      return (item as { typeOnly?: boolean }).typeOnly === true
    case 'VariableDeclaration':
      return item.declare
    default:
      return false
  }
}
