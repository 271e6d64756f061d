import { parse as parseToml, TomlError } from 'smol-toml';
import type { Parsed } from './front-matter-fields.ts';

export function parse(source: string): Parsed {
  try {
    return { data: parseToml(source.replace(/\r\n?/g, '\n')) };
  } catch (error) {
    if (!(error instanceof TomlError)) return { problem: { line: 0, reason: String(error) } };
    const reason = error.message.split('\n', 1)[0] ?? '';
    return { problem: { line: error.line - 1, reason: reason.replace('Invalid TOML document: ', '') } };
  }
}
