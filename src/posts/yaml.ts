import { FAILSAFE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { Parsed } from './front-matter-fields.ts';

/**
 * Parses YAML. In the failsafe schema every scalar is a string, so a date stays as written. If a key has two values, the last
 * one counts, as in Jekyll and in old versions of Hugo.
 */
export function parse(source: string): Parsed {
  try {
    return { data: load(source, { schema: FAILSAFE_SCHEMA, json: true }) };
  } catch (error) {
    const { reason = String(error), mark } = error instanceof YAMLException ? error : {};
    const line = mark?.line ?? 0;
    return { problem: { line, reason: slipIn(source.split(/\r\n|\r|\n/)[line] ?? '') ?? reason } };
  }
}

/** Explains the usual mistakes in a line `key: value`, which the parser reports as bad indentation. Null for others. */
function slipIn(line: string): string | null {
  const value = /^[^\s:][^:]*:[ \t]+(.*)$/.exec(line)?.[1] ?? '';
  if (/^[@`%*&!{[]/.test(value)) return `a value that begins with '${value[0]}' needs quotes`;
  if (/^(["']).*\1./.test(value)) return `${value[0]} within quotes`;
  return value.includes(': ') ? "a value with ': ' in it needs quotes" : null;
}
