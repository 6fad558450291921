import { GREETINGS } from './greetings.mjs'

/** The greeting for a name in a language; English for languages that are not known. */
export function greet(name, language = 'en') {
  const template = Object.hasOwn(GREETINGS, language) ? GREETINGS[language] : GREETINGS.en
  return template.replace('{name}', () => name)
}
